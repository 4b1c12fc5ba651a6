"""Documents in the dress that offices print them in, as PDF: they say what their plain text says, heads included."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.pipeline import read
from extract.readers import read_source
from extract.readers.files import source_of
from ontology.records import Reading
from tests.gold_readings import GOLD
from tests.pdf_layouts import Layout, as_pdf, lines, paragraphs, plain, table

WHY = (
    "为深入贯彻落实党中央、国务院和省委、省政府关于打赢蓝天保卫战的决策部署，持续改善全市环境空气质量，经市政府同意，"
    "现将《驻马店市2023年扬尘污染防治工作实施方案》印发给你们，请结合实际，认真贯彻执行。"
)
PLAN = (
    "一、总体要求",
    "坚持精准治污、科学治污、依法治污，全面加强施工工地、道路、堆场扬尘管控，推动全市环境空气质量持续改善，不断增强人民群众的获得感。",
    "二、重点任务",
    (
        "（一）加强施工工地扬尘管控。严格落实施工工地“六个百分之百”要求，2023年6月底前完成全市规模以上建筑工地视频监控设施安装联网。"
        "（牵头单位：市住房城乡建设局，责任单位：市城市管理局、市交通运输局、市水利局，各县区人民政府）"
    ),
    (
        "（二）加强道路扬尘管控。提高城市道路机械化清扫率，2023年底前主城区主要道路机械化清扫率达到95%以上。"
        "（牵头单位：市城市管理局，责任单位：各县区人民政府）"
    ),
    (
        "（三）加强物料堆场扬尘管控。对工业企业物料堆场开展全面排查，建立清单台账，2023年9月底前完成整治。"
        "（牵头单位：市生态环境局，责任单位：市工业和信息化局，配合单位：市公安局）"
    ),
    "三、保障措施",
    "（一）加强组织领导。各县区人民政府要切实履行属地责任，市直有关部门要履行行业监管责任，形成齐抓共管的工作格局。",
    "（二）严格督导考核。市政府督查室要会同市生态环境局，每月对各县区工作开展情况进行督导检查，每季度进行一次通报，对推进不力的依法追责。",
)
TASKS = (
    ("序号", "重点任务", "完成时限", "牵头单位", "责任单位"),
    *(
        (
            str(number),
            f"完成第{number}批扬尘污染源排查整治，建立问题清单并逐项销号",
            f"2023年{number % 6 + 6}月底前",
            "市生态环境局" if number % 2 else "市城市管理局",
            "市住房城乡建设局、市交通运输局",
        )
        for number in range(1, 16)
    ),
)
RED = (
    lines("H", "驻马店市人民政府办公室文件")
    + lines("N", "", "驻政办〔2023〕18号")
    + lines("Line", "")
    + lines("T", "驻马店市人民政府办公室", "关于印发驻马店市2023年扬尘污染防治", "工作实施方案的通知")
    + lines("M", "", "各县区人民政府，市城乡一体化示范区、经济开发区、高新区管委会，市人民政府各部门，各有关单位：")
    + lines("P", WHY, "", "附件：1.驻马店市2023年扬尘污染防治工作实施方案", "　　　2.重点任务分工表")
    + lines("R", "", "驻马店市人民政府办公室", "2023年5月6日　　")
    + lines("P", "（此件公开发布）")
    + lines("Break", "附件1")
    + lines("T", "驻马店市2023年扬尘污染防治", "工作实施方案")
    + lines("P", *PLAN)
    + lines("Break", "附件2")
    + lines("T", "重点任务分工表")
    + table(*TASKS)
    + lines("Line", "", "抄送：市委各部门，市人大常委会办公室，市政协办公室，市法院，市检察院，驻马店军分区。")
    + lines("Tab", "驻马店市人民政府办公室\t2023年5月6日印发")
)
OPINION = (
    lines("T", "驻马店市人民政府", "关于加快推进城市扬尘治理工作的", "实施意见")
    + lines("N", "驻政〔2023〕9号")
    + lines("M", "各县区人民政府，市直各部门：")
    + lines("P", *PLAN)
    + lines("R", "驻马店市人民政府", "2023年3月2日")
)
MINUTES = (
    lines("H", "市政府常务会议纪要")
    + lines("N", "〔2023〕12号")
    + lines("Line", "驻马店市人民政府办公室　　　　　2023年7月18日")
    + lines("T", "驻马店市人民政府常务会议纪要")
    + lines(
        "P",
        "2023年7月15日，市长李某某主持召开市政府第12次常务会议，研究扬尘污染防治、商品房交付等工作。会议议定以下事项：",
        "一、关于扬尘污染防治工作",
        "会议要求，市住房城乡建设局牵头，市城市管理局、市交通运输局配合，2023年8月底前完成全市在建工地扬尘污染专项排查整治。",
        "二、关于商品房交付工作",
        "会议强调，各县区人民政府要落实属地责任，逐项目制定交付方案，2023年年底前完成全部问题楼盘交付任务。",
    )
)
OFFICIAL = Layout(size="16pt", indent="1.13cm", side="2.7cm", top="3cm", spacing="150%", is_numbered=True)
DRESSES = {
    "red head, annexes, a table over three pages": (RED, OFFICIAL),
    "minutes": (MINUTES, OFFICIAL),
    "print of a web page": (OPINION, Layout(size="12pt", indent="0.85cm", side="1.5cm", top="1.2cm", spacing="210%", font="Noto Sans CJK SC",
                                            head="2023/5/6 10:20　　关于加快推进城市扬尘治理工作的实施意见", is_numbered=True)),
    "two columns of a gazette": (OPINION, Layout(columns=2, side="2cm", head="驻马店市人民政府公报　2023年第5期　2023年5月25日", is_numbered=True)),
    "nothing set in": (OPINION, Layout(indent="0cm", align="start", size="14pt", spacing="160%")),
}  # fmt: skip


def said(reading: Reading) -> dict[str, object]:
    """What a reading says, places and blanks aside."""
    text = reading.source.text
    return {
        "heads": [(one.number, one.title, one.issuers, one.date, one.addressees, one.kind) for one in reading.documents],
        "measures": [(one.path, "".join(text[one.span.start : one.span.end].split()), one.is_operative) for one in reading.measures],
        "assignments": [(one.measure, one.unit.name, one.role, one.basis) for one in reading.assignments],
        "deadlines": [(one.measure, one.when) for one in reading.deadlines],
        "citations": [("".join((one.title or "").split()), one.number, one.relation) for one in reading.citations],
    }


@pytest.mark.parametrize("name", DRESSES)
def test_a_pdf_says_what_its_text_says(tmp_path: Path, name: str) -> None:
    body, layout = DRESSES[name]
    printed = read(read_source(as_pdf(tmp_path, "a", body, layout)))
    wanted = said(read(source_of(plain(body), "a.txt")))
    assert wanted["assignments"]
    assert said(printed) == wanted


@pytest.mark.parametrize(("key", "layout"), [("nantong-2024", Layout(indent="0cm", size="12pt")), ("hunan-2024", OFFICIAL)])
def test_annotated_documents_say_the_same_as_pdf(tmp_path: Path, key: str, layout: Layout) -> None:
    text = "".join(f"{line.strip()}\n" for line in (GOLD / f"{key}.txt").read_text(encoding="utf-8").split("\n") if line.strip())
    printed = read(read_source(as_pdf(tmp_path, "a", paragraphs(text.rstrip("\n")), layout)))
    assert said(printed) == said(read(source_of(text, "a.txt")))
