"""The commands of the window as data: menu, name, key, icon. Slots are methods of the window with the same name."""

from __future__ import annotations

from typing import NamedTuple

from desktop.ui.words import tr


class Command(NamedTuple):
    """``needs``: "" always there, "document" an open document, "write" one that may be changed. ``check``: a switch."""

    name: str
    text: str
    key: str = ""
    icon: str = ""
    needs: str = "document"
    check: bool = False


SEPARATOR = Command("", "")


def menus() -> list[tuple[str, list[Command]]]:
    """Menus from left to right."""
    return [
        (
            tr("文件(&F)"),
            [
                Command("new_document", tr("新建(&N)……"), "Ctrl+N", "new", ""),
                Command("open_document", tr("打开(&O)……"), "Ctrl+O", "open", ""),
                Command("open_sample", tr("打开示例"), "", "sample", ""),
                SEPARATOR,
                Command("save", tr("保存(&S)"), "Ctrl+S", "save", "write"),
                Command("save_as", tr("另存为(&A)……"), "F12|Ctrl+Shift+S"),
                Command("show_versions", tr("版本……"), "Ctrl+Shift+H"),
                Command("restore_backup", tr("恢复备份……"), "", "", ""),
                Command("recover_unsaved", tr("恢复未保存的内容……"), "", "", ""),
                Command("set_password", tr("设置或更换密码……"), "", "", "write"),
                Command("remove_password", tr("取消密码……"), "", "", "write"),
                SEPARATOR,
                Command("import_workbook", tr("导入工作簿(&I)……"), "Ctrl+I", "import", ""),
                Command("export_workbook", tr("导出工作簿(&E)……"), "Ctrl+E", "export"),
                Command("fill_template", tr("填入财政模板……")),
                Command("write_report", tr("导出审核报告……")),
                Command("batch_output", tr("批量输出项目表……")),
                SEPARATOR,
                Command("preview", tr("打印预览(&V)"), "Ctrl+Shift+P", "preview"),
                Command("print_tables", tr("打印(&P)……"), "Ctrl+P", "print"),
                Command("save_pdf", tr("保存为 PDF……")),
                Command("with_signature", tr("打印签章栏"), "", "", "document", True),
                SEPARATOR,
                Command("options", tr("选项……"), "", "", ""),
                SEPARATOR,
                Command("close_document", tr("关闭文档(&C)"), "Ctrl+W"),
                Command("close", tr("退出(&X)"), "Ctrl+Q", "", ""),
            ],
        ),
        (
            tr("编辑(&E)"),
            [
                Command("undo", tr("撤销"), "Ctrl+Z", "undo", "write"),
                Command("redo", tr("恢复"), "Ctrl+Y", "redo", "write"),
                SEPARATOR,
                Command("cut", tr("剪切") + "\tCtrl+X", "", "", "write"),
                Command("copy", tr("复制") + "\tCtrl+C"),
                Command("copy_with_heads", tr("连同表头复制")),
                Command("paste", tr("粘贴") + "\tCtrl+V", "", "", "write"),
                Command("paste_values", tr("只粘贴数值"), "Ctrl+Shift+V", "", "write"),
                Command("clear", tr("清空") + "\tDel", "", "", "write"),
                Command("take_computed", tr("采用计算值"), "", "", "write"),
                SEPARATOR,
                Command("fill_down", tr("向下填充"), "Ctrl+D", "", "write"),
                Command("fill_right", tr("向右填充"), "Ctrl+R", "", "write"),
                Command("show_sum", tr("求和"), "Alt+="),
                Command("today", tr("今天的日期"), "Ctrl+;", "", "write"),
                Command("open_list", tr("科目或选项清单"), "Alt+Down", "", "write"),
                SEPARATOR,
                Command("edit_note", tr("备注……"), "Shift+F2", "", "write"),
                Command("mark_follow_up", tr("标记待核对"), "Ctrl+Shift+M", "", "write"),
                Command("cell_history", tr("修改记录……")),
                SEPARATOR,
                Command("find_text", tr("查找(&F)……"), "Ctrl+F", "search"),
                Command("replace_text", tr("替换(&H)……"), "Ctrl+H", "", "write"),
                Command("find_next", tr("查找下一处"), "Shift+F4"),
                Command("find_previous", tr("查找上一处"), "Ctrl+Shift+F4"),
                SEPARATOR,
                Command("add_code", tr("增加科目……"), "Ctrl+Shift+I", "search", "write"),
                Command("insert_above", tr("在上面插入一行"), "Ctrl++", "", "write"),
                Command("insert_below", tr("在下面插入一行"), "Ctrl+Shift+N", "", "write"),
                Command("duplicate_row", tr("复制一行"), "Ctrl+Shift+K", "", "write"),
                Command("row_up", tr("上移一行"), "Alt+Shift+Up", "", "write"),
                Command("row_down", tr("下移一行"), "Alt+Shift+Down", "", "write"),
                Command("remove_row", tr("删除行"), "Ctrl+-|Ctrl+Shift+D", "", "write"),
                SEPARATOR,
                Command("add_project", tr("增加项目……"), "", "", "write"),
                Command("import_subjects", tr("导入官方科目表……"), "", "", "write"),
                SEPARATOR,
                Command("lock_table", tr("锁定／解除锁定本表"), "", "", "write"),
            ],
        ),
        (
            tr("查看(&V)"),
            [
                Command("show_prior", tr("上年数"), "Ctrl+L", "prior", "document", True),
                Command("hide_zeros", tr("隐藏没有数的行"), "Ctrl+Shift+Z", "", "document", True),
                Command("filter_rows", tr("筛选……"), "Ctrl+Shift+L"),
                Command("freeze_names", tr("名称列不横向滚动"), "", "", "document", True),
                Command("usual_widths", tr("列宽恢复原样")),
                Command("show_explain", tr("解释"), "F3", "explain", "document", True),
                Command("precedents", tr("由哪些格算出"), "Ctrl+["),
                Command("dependents", tr("影响到哪些格"), "Ctrl+]"),
                Command("show_coach", tr("指标助手"), "Ctrl+F9", "coach", "document", True),
                Command("show_findings", tr("审核结果"), "Ctrl+Shift+A", "findings", "document", True),
                SEPARATOR,
                Command("go_to_place", tr("定位(&G)……"), "Ctrl+G|F5"),
                Command("go_back", tr("后退"), "Alt+Left"),
                Command("go_forward", tr("前进"), "Alt+Right"),
                SEPARATOR,
                Command("show_projects", tr("项目一览"), "Ctrl+Shift+O"),
                Command("next_table", tr("下一张表"), "Ctrl+PgDown"),
                Command("previous_table", tr("上一张表"), "Ctrl+PgUp"),
                Command("next_pane", tr("下一个区域"), "F6"),
                SEPARATOR,
                Command("zoom_in", tr("放大"), "Ctrl+Alt+="),
                Command("zoom_out", tr("缩小"), "Ctrl+Alt+-"),
                Command("zoom_reset", tr("原来大小"), "Ctrl+0"),
            ],
        ),
        (
            tr("审核(&C)"),
            [
                Command("check_now", tr("立即审核"), "F9"),
                SEPARATOR,
                Command("next_finding", tr("下一个问题"), "F4"),
                Command("previous_finding", tr("上一个问题"), "F8"),
                SEPARATOR,
                Command("repair", tr("改正"), "", "", "write"),
                Command("repair_alike", tr("改正同类……"), "", "", "write"),
                Command("acknowledge", tr("写明原因……"), "", "", "write"),
                Command("withdraw", tr("撤回说明"), "", "", "write"),
                SEPARATOR,
                Command("show_board", tr("状态一览"), "Ctrl+Shift+B"),
                Command("finish_document", tr("定稿……"), "", "", "write"),
                Command("reopen_document", tr("重新打开……"), "", "", "write"),
            ],
        ),
        (
            tr("文稿(&D)"),
            [
                Command("show_document", tr("文稿"), "Ctrl+T", "cover"),
                Command("preview_document", tr("预览文稿"), "Ctrl+Shift+T"),
                SEPARATOR,
                Command("next_gap", tr("下一处缺资料"), "F7"),
                Command("own_words", tr("改用自己的话……"), "", "", "write"),
                Command("generated_words", tr("恢复自动生成"), "", "", "write"),
                SEPARATOR,
                Command("preflight_document", tr("出版前检查"), "Ctrl+K"),
                Command("document_pdf", tr("生成文稿（PDF）……")),
                Command("document_word", tr("生成文稿（Word）……")),
                Command("publication_package", tr("公开文件一套……")),
            ],
        ),
        (
            tr("金额(&M)"),
            [
                Command("show_wan", tr("以万元显示"), "", "", "write", True),
                Command("show_yuan", tr("以元显示"), "", "", "write", True),
                SEPARATOR,
                Command("keep_tail", tr("保留尾差"), "", "", "write", True),
                Command("balance", tr("舍位平衡"), "", "", "write", True),
            ],
        ),
        (
            tr("帮助(&H)"),
            [
                Command("help_here", tr("这里的说明"), "F1", "", ""),
                Command("show_manual", tr("使用手册"), "", "", ""),
                Command("key_list", tr("全部按键"), "", "", ""),
                Command("legend", tr("颜色和记号的意思"), "Shift+F1", "", ""),
                Command("take_tour", tr("导览：用示例走一遍"), "", "", ""),
                SEPARATOR,
                Command("in_chinese", "中文", "", "", "", True),
                Command("in_english", "English", "", "", "", True),
                SEPARATOR,
                Command("support_bundle", tr("支持包……"), "", "", ""),
                Command("about", tr("关于明账"), "", "", ""),
            ],
        ),
    ]


TOOLBAR = (
    "open_document", "save", "", "undo", "redo", "", "import_workbook", "export_workbook", "", "preview", "print_tables", "",
    "show_document", "", "show_prior", "show_findings", "show_explain", "show_coach", "add_code",
)  # fmt: skip

QUIET = ("help_here", "legend", "show_manual", "key_list", "about")
"""Commands that only tell something: what is being written in an open editor stays there."""
