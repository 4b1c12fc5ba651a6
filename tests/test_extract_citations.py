"""Citations: the relation of each reference, what is none, short forms, titles; as printed in gazettes and compilations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.citations import find_citations, find_title_citation, short_forms
from ontology.records import Relation

Found = list[tuple[str, str | None]]

CASES: list[tuple[str, Found]] = [
    # what is acted upon
    ("严格按照市政府已出台的驻政办〔2013〕72号文件、驻政〔2014〕100号文件等相关政策执行。",
     [("basis", "驻政办〔2013〕72号"), ("basis", "驻政〔2014〕100号")]),
    ("根据国家卫生部《关于印发〈城市社区卫生服务机构管理办法（试行）〉的通知》（卫妇社发〔2006〕239号）、《河南省机构编制委员会关于全省城市社区卫生服务机构人员编制问题的通知》（豫编〔2007〕53号）等文件要求，社区卫生服务中心为独立法人机构。",
     [("basis", "卫妇社发〔2006〕239号"), ("basis", "豫编〔2007〕53号")]),
    ("根据《中华人民共和国电子签名法》《湖北省电子证照管理暂行办法》等有关规定，制定本办法。",
     [("basis", "中华人民共和国电子签名法"), ("basis", "湖北省电子证照管理暂行办法")]),
    ("按照文件《关于印发《红河州优化挖掘占用城市道路行政许可实施方案》的通知》（红建发〔2020〕327号）要求，",
     [("basis", "红建发〔2020〕327号")]),
    ("贯彻落实云南省人民政府办公厅印发《云南省优化营商环境条例》文件精神，", [("basis", "云南省优化营商环境条例")]),
    ("贯彻落实中共中央办公厅印发的《关于在全党大兴调查研究的工作方案》，", [("basis", "关于在全党大兴调查研究的工作方案")]),
    ("深入贯彻实施《优化营商环境条例》（国务院令722号）、《云南省优化营商环境条例》（云南省人大常委会公告〔十三届〕第75号）、",
     [("basis", "国务院令722号"), ("basis", "云南省人大常委会公告〔十三届〕第75号")]),
    ("因按照《企业信息公示暂行条例》第十七条、《企业经营异常名录管理暂行办法》第四条规定，列入经营异常名录的，",
     [("basis", "企业信息公示暂行条例"), ("basis", "企业经营异常名录管理暂行办法")]),
    ("推进《山西省知识产权保护工作条例》《山西老陈醋保护条例》等扎实落实。",
     [("basis", "山西省知识产权保护工作条例"), ("basis", "山西老陈醋保护条例")]),
    ("检定机构强制首检，依据《饮用冷水水表检定规程》（JJG162-2019），检定周期首次强制检定，", [("basis", "JJG162-2019")]),
    ("1.2编制依据\n《中华人民共和国突发事件应对法》《驻马店市突发事件总体应急预案》等。",
     [("basis", "中华人民共和国突发事件应对法"), ("basis", "驻马店市突发事件总体应急预案")]),
    # what carries it
    ("现将《2021年全区政务公开工作主要任务分解表》印发给你们，请认真组织实施。", [("issues", "2021年全区政务公开工作主要任务分解表")]),
    ("山西省能源局关于印发《优化能源营商环境三十条》的通知\n（2023年4月12日）", [("issues", "优化能源营商环境三十条")]),
    ("《襄阳市电子证照管理应用暂行办法》已经市人民政府同意，现印发给你们，请认真贯彻执行。",
     [("issues", "襄阳市电子证照管理应用暂行办法")]),
    ("现将修订后的《福建省省级政府投资项目代建制管理办法（试行）》印发给你们，",
     [("issues", "福建省省级政府投资项目代建制管理办法（试行）")]),
    ("制定了《优化能源营商环境三十条》，经2023年4月11日党组会研究通过，现印发你们，", [("issues", "优化能源营商环境三十条")]),
    ("《驻马店市商品房预售资金监管办法》（试行）已经市政府同意，现印发给你们，", [("issues", "驻马店市商品房预售资金监管办法（试行）")]),
    # what changes it
    ("《福建省人民政府关于印发福建省省级政府投资项目代建制管理办法（试行）的通知》（闽政〔2007〕11号）、《福建省人民政府办公厅转发省发展改革委、财政厅、建设厅关于福建省省属社会事业重点项目代建制实施办法的通知》（闽政办〔2009〕44号）同时废止。",
     [("amends", "闽政〔2007〕11号"), ("amends", "闽政办〔2009〕44号")]),
    ("及时修订市局《重大执法决定法制审核暂行办法》及相关目录清单。", [("amends", "重大执法决定法制审核暂行办法")]),
    ("修订《新开工项目及省市重大项目审批服务到位率考核办法》，制定《昆明市加快推进“一件事一次办”打造政务服务升级版工作方案》，",
     [("amends", "新开工项目及省市重大项目审批服务到位率考核办法")]),
    # what is only named
    ("本文件自下发之日起执行。驻政办〔2018〕105号文件重新认定的棚户区改造项目，按原政策规定执行。", [("cites", "驻政办〔2018〕105号")]),
    ("各县（区）政府要组织有关部门对照《工作方案》，进行逐一考核验收，", [("cites", "工作方案")]),
    ("对《省能源局权责清单》所涉2项行政奖励事项，要用足用活政策，", [("cites", "省能源局权责清单")]),
    ("组织开展《企业信息公示暂行条例》《市场主体登记管理条例》等规定、文件学习培训，",
     [("cites", "企业信息公示暂行条例"), ("cites", "市场主体登记管理条例")]),
    ("出台了《关于促进服务业健康快速发展的意见》，加快推进商务中心区建设，", [("cites", "关于促进服务业健康快速发展的意见")]),
    ("及时清理与《优化营商环境条例》不一致的规定。", [("cites", "优化营商环境条例")]),
    # nothing
    ("各县（区）政府要制定《2018年城市社区卫生服务机构建设工作方案》，成立领导组织，", []),
    ("加快推出《市场监管领域首次轻微违法行为不予行政处罚事项清单》（第二批）。", []),
    ("编制《乡村休闲旅游业“十四五”专项规划》，持续举办推介活动，", []),
    ("启动《昆明市优化营商环境条例》立法工作，", []),
    ("将《云南省复制推广营商环境创新试点改革举措事项清单》（附件2）工作推进落实情况，", []),
    ("由登记机关注销其《医疗机构执业许可证》。", []),
    ("建档立卡贫困人口、持《就业创业证》或《就业失业登记证》的人员，", []),
    ("充分发挥《执法监督意见书》《执法监督决定书》等文书作用。", []),
    ("办好《看昆明》杂志，做好《健康之城》杂志编制发行。", []),
    ("推动实施《商品交易市场知识产权保护规范》国家标准，", []),
    ("《驻马店市人民政府公报》编辑委员会", []),
    ("关于加快乡村旅游发展的实施意见\n驻政〔2018〕52号\n各县区人民政府：", []),
    ("实施意见渝府办发〔2021〕88号各区县（自治县）人民政府，市政府有关部门：", []),
    ("GAZETTE 2018 第4号（总第82号）", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_relations(text: str, expected: Found) -> None:
    found = find_citations(text)
    assert [(mention.relation.value, mention.number or mention.title) for mention in found] == expected


def test_spans_are_the_printed_reference() -> None:
    text = "根据国家卫生部《关于印发〈办法（试行）〉的通知》（卫妇社发〔2006〕239号）和驻政〔2016〕78号文件规定，"
    found = find_citations(text)
    assert [text[mention.start : mention.end] for mention in found] == [
        "《关于印发〈办法（试行）〉的通知》（卫妇社发〔2006〕239号）",
        "驻政〔2016〕78号",
    ]
    assert found[0].title == "关于印发〈办法（试行）〉的通知"
    assert found[1].title is None


def test_number_before_its_title() -> None:
    text = "落实国办发〔2018〕15号《国务院办公厅关于促进全域旅游发展的指导意见》要求，"
    assert [(mention.title, mention.number) for mention in find_citations(text)] == [
        ("国务院办公厅关于促进全域旅游发展的指导意见", "国办发〔2018〕15号")
    ]


def test_short_forms_give_the_full_title() -> None:
    text = "要按照《河南省城市社区卫生服务机构基本标准（试行）》（以下简称《标准》）要求建设。\n人员配备必须按照《标准》予以配备。"
    assert short_forms(text) == {"标准": "河南省城市社区卫生服务机构基本标准（试行）"}
    assert [mention.title for mention in find_citations(text)] == ["河南省城市社区卫生服务机构基本标准（试行）"] * 2


def test_short_forms_of_the_whole_document_serve_a_part() -> None:
    (mention,) = find_citations("人员配备必须按照《标准》予以配备。", short_forms={"标准": "基本标准（试行）"})
    assert mention.title == "基本标准（试行）"


@pytest.mark.parametrize("named", ["《2023年知识产权行政保护工作方案》", "《工作方案》", "《方案》"])
def test_the_document_itself_is_no_citation(named: str) -> None:
    text = f"现将《2023年知识产权行政保护工作方案》（以下简称《工作方案》）印发给你们，请认真贯彻落实。各市落实{named}情况将纳入绩效考核。"
    assert [mention.relation for mention in find_citations(text)] == [Relation.ISSUES]


def test_own_titles_are_no_citations() -> None:
    text = "各县市要切实贯彻落实《红河州2023年优化营商环境“用水报装”工作实施方案》工作要求，"
    assert find_citations(text, own_titles=["红河州2023年优化营商环境“用水报装”工作实施方案"]) == []
    assert len(find_citations(text)) == 1


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("山西省能源局关于印发《优化能源营商环境三十条》的通知", ("issues", "《优化能源营商环境三十条》")),
        ("驻马店市人民政府办公室关于印发《驻马店市2018年“电代煤”、“气代煤”供暖工作方案》的通知",
         ("issues", "《驻马店市2018年“电代煤”、“气代煤”供暖工作方案》")),
        ("关于贯彻落实《优化营商环境条例》的实施意见", ("basis", "《优化营商环境条例》")),
        ("关于修改《商品房预售资金监管办法》的决定", ("amends", "《商品房预售资金监管办法》")),
        ("昆明市人民政府办公室关于印发昆明市优化产业园区用电营商环境十项措施的通知", None),
    ],
)  # fmt: skip
def test_titles(title: str, expected: tuple[str, str] | None) -> None:
    mention = find_title_citation(title)
    assert (mention and (mention.relation.value, title[mention.start : mention.end])) == expected


@given(st.text(alphabet="《》〈〉〔〕（）根据落实修订废止印发通知意见2018号、，。\n现附件驻政办以下简称“”", max_size=80))
def test_any_text(text: str) -> None:
    found = find_citations(text)
    assert found == find_citations(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(mention.title or mention.number for mention in found)
    assert [mention.start for mention in found] == sorted(mention.start for mention in found)
