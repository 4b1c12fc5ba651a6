"""Pages as the websites of governments print them: menus, tables of facts, old sites set in tables, Word saved as a page."""

from __future__ import annotations

import pytest

from extract.pipeline import read
from extract.readers.files import source_of
from extract.readers.html import text_of_html
from tests.pdf_layouts import plain, table
from tests.test_reader_pdf_dress import OPINION, PLAN, TASKS, said

MENU = (
    '<div class="top"><a>设为首页</a> | <a>加入收藏</a></div><ul class="nav"><li><a>网站首页</a></li><li><a>政务公开</a></li><li><a>政务服务</a></li></ul>'
    '<div class="weizhi">您现在的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; 市政府文件</div>'
)
FOOT = '<div class="bottom"><p>版权所有：驻马店市人民政府</p><p>网站标识码：4117000035　豫ICP备05008888号</p></div>'
FACTS = (
    '<table border="1"><tr><td>索 引 号：</td><td>005742000/2023-00012</td><td>主题分类：</td><td>城乡建设</td></tr>'
    "<tr><td>发文机关：</td><td>驻马店市人民政府</td><td>成文日期：</td><td>2023年03月02日</td></tr>"
    '<tr><td>标　　题：</td><td colspan="3">驻马店市人民政府关于加快推进城市扬尘治理工作的实施意见</td></tr>'
    "<tr><td>发文字号：</td><td>驻政〔2023〕9号</td><td>发布日期：</td><td>2023年03月05日</td></tr></table>"
)
TITLE = "驻马店市人民政府<br>关于加快推进城市扬尘治理工作的<br/>实施意见"
HEAD = f"<p align=center><b>{TITLE}</b></p><p align=center>驻政〔2023〕9号</p><p>各县区人民政府，市直各部门：</p>"
SIGNED = "<p align=right>驻马店市人民政府</p><p align=right>2023年3月2日</p>"
TEXT = "".join(f"<p style='text-indent:2em'>{line}</p>" for line in PLAN)
BESIDE = '<div class="share">分享到：<a>微信</a></div><p>上一篇：<a>关于印发某某办法的通知</a></p><p>下一篇：<a>关于印发驻马店市某某方案的通知</a></p>'
MENU_TABLE = "<table><tr><td><a>首页</a></td><td><a>政务公开</a></td><td><a>政务服务</a></td></tr></table>"
BROKEN = "<br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in PLAN)
SPANS = "".join(
    '<p class="MsoNormal"><span>'
    + line.replace("2023", '</span><span lang="EN-US">2023</span><span>').replace("，", "，\n")
    + '</span><span lang="EN-US"><o:p></o:p></span></p>'
    for line in PLAN
)
SITES = {
    "named main part below a table of facts": f'{MENU}<div class="xl">{FACTS}<div class="TRS_Editor">{HEAD}{TEXT}{SIGNED}</div>{BESIDE}</div>{FOOT}',
    "main part in a cell": f'{MENU}<table><tr><td>{FACTS}</td></tr><tr><td><table><tr><td id="UCAP-CONTENT">{HEAD}{TEXT}{SIGNED}</td></tr>'
    f"</table></td></tr></table>{BESIDE}{FOOT}",
    "set in tables, lines broken by hand": f"{MENU_TABLE}<table><tr><td><table><tr><td><a>市政府文件</a></td></tr><tr><td><a>人事任免</a></td></tr>"
    f"<tr><td><a>公告</a></td></tr></table></td><td><table><tr><td align=center><b>{TITLE}</b></td></tr><tr><td>驻政〔2023〕9号</td></tr>"
    f"<tr><td>各县区人民政府，市直各部门：<br>{BROKEN}<div>驻马店市人民政府</div><div>2023年3月2日</div></td></tr>"
    f"<tr><td>【<a>打印本页</a>】【<a>关闭窗口</a>】</td></tr></table></td></tr></table><table><tr><td>版权所有：驻马店市人民政府</td></tr></table>",
    "saved by Word": f'<div class="WordSection1">{HEAD}{SPANS}{SIGNED}</div>',
}


@pytest.mark.parametrize("name", SITES)
def test_a_page_says_what_its_text_says(name: str) -> None:
    page = f'<html><head><meta charset="utf-8"><title>x</title></head><body>{SITES[name]}</body></html>'
    text = text_of_html(page.encode(), "a.html")
    assert said(read(source_of(text, "a.html"))) == said(read(source_of(plain(OPINION), "a.txt")))
    assert "版权" not in text
    assert "首页" not in text


def test_a_table_of_tasks_in_a_table_that_sets_the_page_stays_a_table() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in TASKS)
    page = f"<table><tr><td>{MENU_TABLE}</td></tr><tr><td>{TEXT}<table border=1>{rows}</table></td></tr></table>"
    text = text_of_html(page.encode(), "a.html")
    assert "\n".join("｜".join(row) for row in TASKS) in text
    assert plain(table(*TASKS)).strip() in text
