<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>mingzhang</name>
    <message>
        <location filename="../desktop/ui/ask.py"/>
        <source>明账</source>
        <translation>Mingzhang</translation>
    </message>
    <message>
        <location filename="../desktop/ui/ask.py"/>
        <source>上年：{words}</source>
        <translation>Last year: {words}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/ask.py"/>
        <source>照上年的写</source>
        <translation>Take last year's</translation>
    </message>
    <message>
        <location filename="../desktop/ui/ask.py"/>
        <source>查找范围：</source>
        <translation>Look in:</translation>
    </message>
    <message>
        <location filename="../desktop/ui/ask.py"/>
        <source>文件类型：</source>
        <translation>Files of type:</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>恢复备份</source>
        <translation>Restore a backup</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>“{name}”的备份。恢复为一个新文档，原来的文件不动。</source>
        <translation>Backups of “{name}”. The chosen one becomes a new document; the file itself stays as it is.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>备份</source>
        <translation>Backups</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>恢复并打开</source>
        <translation>Restore and open</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>保存时</source>
        <translation>when saved</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>打开时</source>
        <translation>when opened</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>手动</source>
        <translation>by hand</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>被覆盖的</source>
        <translation>what was replaced</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>未保存的内容</source>
        <translation>unsaved work</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>升级前</source>
        <translation>before an upgrade</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>损坏的文件</source>
        <translation>the damaged file</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>来由</source>
        <translation>Made by</translation>
    </message>
    <message>
        <location filename="../desktop/ui/backups_dialog.py"/>
        <source>大小</source>
        <translation>Size</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>已输出 {count} 个文件到 {out}。</source>
        <translation>{count} files written to {out}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>批量输出</source>
        <translation>Batch output</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>哪些表</source>
        <translation>Forms</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>全部项目（{count} 个）</source>
        <translation>All projects ({count})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>选中的项目（{count} 个）</source>
        <translation>Selected projects ({count})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>带签章栏</source>
        <translation>With signature block</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>没有填的表也输出</source>
        <translation>Empty forms too</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>输出……</source>
        <translation>Write…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>正在输出 {count} 张表……</source>
        <translation>Writing {count} forms…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>已取消，没有写出文件。</source>
        <translation>Cancelled; no file was written.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>合成一个文件</source>
        <translation>One file</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>每个项目一个文件</source>
        <translation>One file per project</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>PDF（正式表样）</source>
        <translation>PDF (official forms)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>Excel 工作簿</source>
        <translation>Excel workbook</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>哪些项目</source>
        <translation>Projects</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>怎样输出</source>
        <translation>Output</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>格式</source>
        <translation>Format</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>共 {count} 张表</source>
        <translation>{count} forms</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>没有填过的表可以输出</source>
        <translation>Nothing filled in to write</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>放在哪个文件夹</source>
        <translation>Folder to write to</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>PDF 文件</source>
        <translation>PDF file</translation>
    </message>
    <message>
        <location filename="../desktop/ui/batch_dialog.py"/>
        <source>项目绩效表</source>
        <translation> performance forms</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>提示 {hints}　已说明 {done}　待核对 {marked}</source>
        <translation>Hints {hints}  explained {done}  to follow up {marked}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>{title}（{count} 张）</source>
        <translation>{title} ({count} forms)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>状态一览</source>
        <translation>Status board</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>公开期限</source>
        <translation>Deadline for publication</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>定稿</source>
        <translation>Finalise</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>各表的状态</source>
        <translation>State of the tables</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>定稿检查清单</source>
        <translation>Check list</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>定稿检查清单（双击或回车转到）</source>
        <translation>Check list (double click or Enter to go there)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>合计：错误 {error}　警告 {warning}　提示 {hint}　已说明 {done}</source>
        <translation>In all: errors {error}  warnings {warning}  hints {hint}  explained {done}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>定稿……</source>
        <translation>Finalise…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>重新打开……</source>
        <translation>Reopen…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>表</source>
        <translation>Table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>错误</source>
        <translation>Error</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>警告</source>
        <translation>Warning</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>提示</source>
        <translation>Hint</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>已说明</source>
        <translation>explained</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>待核对</source>
        <translation>To follow up</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>最后修改</source>
        <translation>Last change</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>{table}：{state}</source>
        <translation>{table}: {state}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>已完成</source>
        <translation>done</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>填报中</source>
        <translation>in work</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>重新打开：{reason}</source>
        <translation>opened again: {reason}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>未完成</source>
        <translation>not done</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_page.py"/>
        <source>供参考</source>
        <translation>for information</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>以后要修改，需要重新打开并写明原因；定稿不能用撤销取消。</source>
        <translation>To change it later it has to be opened again with a reason; finalising cannot be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>为什么要重新打开？原因记入文档的历史。</source>
        <translation>Why is it opened again? The reason is kept in the history of the document.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>正在检查文稿……</source>
        <translation>Checking the document…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>重新打开</source>
        <translation>Reopen</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>文档已经定稿。</source>
        <translation>The document is final already.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>还不能定稿。</source>
        <translation>The document cannot be finalised yet.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>定稿以后，整份文档锁定，不能再改。</source>
        <translation>The whole document is locked when it is final and cannot be changed.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>正在定稿……</source>
        <translation>Finalising…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>已定稿，请保存。</source>
        <translation>The document is final; please save it.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>文档没有定稿，可以直接修改。</source>
        <translation>The document is not final and can be changed.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>已重新打开，可以修改。</source>
        <translation>Opened again; it can be changed.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>已记入文档，可撤销。</source>
        <translation>Kept in the document; you can undo it.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>已撤回。</source>
        <translation>Taken back.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/board_work.py"/>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <location filename="../desktop/ui/bridge.py"/>
        <source>正在填入……</source>
        <translation>Filling in…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/bridge.py"/>
        <source>已取消，文档和原来一样。</source>
        <translation>Cancelled; the document is as it was.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_history.py"/>
        <source>（空白）</source>
        <translation>(blank)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_history.py"/>
        <source>（没有备注）</source>
        <translation>(no note)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_history.py"/>
        <source>修改记录</source>
        <translation>History</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_history.py"/>
        <source>填报人</source>
        <translation>Person</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_history.py"/>
        <source>操作</source>
        <translation>Step</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_history.py"/>
        <source>原来</source>
        <translation>Old</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_history.py"/>
        <source>改为</source>
        <translation>New</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_history.py"/>
        <source>这一格还没有修改过。</source>
        <translation>This cell has not been changed yet.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>连同表头复制</source>
        <translation>Copy with headings</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>修改记录……</source>
        <translation>History…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>解释</source>
        <translation>Explain</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>影响到哪些格</source>
        <translation>Used by which cells</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>在上面插入一行</source>
        <translation>Insert row above</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>在下面插入一行</source>
        <translation>Insert row below</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>增加科目……</source>
        <translation>Add a subject…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>剪切</source>
        <translation>Cut</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>粘贴</source>
        <translation>Paste</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>只粘贴数值</source>
        <translation>Paste values only</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>采用计算值</source>
        <translation>Take the computed value</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>解除锁定本表</source>
        <translation>Unlock this table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>锁定本表</source>
        <translation>Lock this table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>由哪些格算出</source>
        <translation>Computed from which cells</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>复制这一行</source>
        <translation>Duplicate this row</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>删除行</source>
        <translation>Delete rows</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>删除科目 {code}</source>
        <translation>Remove subject {code}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>修改备注……</source>
        <translation>Change the note…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>写备注……</source>
        <translation>Write a note…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>取消待核对标记</source>
        <translation>Take the follow-up mark away</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_menu.py"/>
        <source>标记待核对</source>
        <translation>Mark for follow-up</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_painter.py"/>
        <source>（空表的说明写在这里）</source>
        <translation>(The sentence of an empty table goes here)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>已审核全部 {tables} 张表：错误 {error} 个，警告 {warning} 个，提示 {hint} 个</source>
        <translation>All {tables} tables checked: {error} errors, {warning} warnings, {hint} hints</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>相连的 {count} 个数合计 {total}，回车填入，Esc 放弃。</source>
        <translation>{count} adjoining figures make {total}. Enter takes it, Esc drops it.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>，另有 {given} 个已写明原因</source>
        <translation>, {given} more with a reason given</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>已标记 {count} 格待核对。</source>
        <translation>{count} cells marked for follow-up.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>已取消 {count} 格的待核对标记。</source>
        <translation>Follow-up marks of {count} cells taken away.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>这一格不是由别的格算出的。</source>
        <translation>This cell is not computed from others.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>没有别的格用到这一格。</source>
        <translation>No other cell uses this one.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>空白</source>
        <translation>blank</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>文档以只读方式打开，不能修改。</source>
        <translation>The document is open read-only and cannot be changed.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>这一格由公式算出，右边说明怎样得来。</source>
        <translation>A formula gives this cell; how is told at the right.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>这一格不填数，不能求和。</source>
        <translation>This cell takes no figure; there is nothing to add up.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>上面和左边没有相连的数，没有可以求和的。</source>
        <translation>There are no figures next to it, above or at the left, to add up.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>这一格没有可选的清单。</source>
        <translation>This cell has no list to choose from.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>已审核全部 {tables} 张表：没有问题。</source>
        <translation>All {tables} tables checked: no findings.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>先选中一个填数或文字的格。</source>
        <translation>Choose a cell that takes a figure or text first.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>备注已记下。</source>
        <translation>Note kept.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>已去掉备注。</source>
        <translation>Note taken away.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>这里是表样，不能填写。</source>
        <translation>This is part of the form and takes no entry.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>；按 F4 逐条查看。</source>
        <translation>; F4 walks through them.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>。</source>
        <translation>.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>……共 {count} 格，都已在表中标亮</source>
        <translation>…{count} cells in all, all lit in the tables</translation>
    </message>
    <message>
        <location filename="../desktop/ui/cell_work.py"/>
        <source>这一格不能填写。</source>
        <translation>This cell takes no entry.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/clipboard.py"/>
        <source>这里没有可以填写的格，请先选中要粘贴到的第一个数字格。</source>
        <translation>There is no cell to fill here. Select the first figure that the block is to go to.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>指标助手</source>
        <translation>Indicator coach</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>参考指标</source>
        <translation>Model indicators</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>参考指标（回车或双击填入）</source>
        <translation>Models (Enter or double click takes one)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>关闭（Ctrl+F9）</source>
        <translation>Close (Ctrl+F9)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>关闭指标助手</source>
        <translation>Close the indicator coach</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>缺</source>
        <translation>Missing</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>请核对</source>
        <translation>Please check</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>上年目标 {prior}</source>
        <translation>last year's target {prior}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>上年完成 {prior}</source>
        <translation>last year's result {prior}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>分值</source>
        <translation>Weights</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>按监控数预计自评得分</source>
        <translation>Score expected from monitoring</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>合计</source>
        <translation>Total</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>另有 {count} 条推算的依据，见项目一览。</source>
        <translation>{count} more assumptions: see the overview of projects.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>选中一条指标，这里说明怎样写得可以衡量。</source>
        <translation>Select an indicator: this is where you see how to make it measurable.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>（没有名称）</source>
        <translation>(no name)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>改为“{wanted}”</source>
        <translation>Change to “{wanted}”</translation>
    </message>
    <message>
        <location filename="../desktop/ui/coach_panel.py"/>
        <source>写得可以衡量。</source>
        <translation>It is measurable.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>选择科目</source>
        <translation>Choose a subject</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>代码、名称或拼音首字母，例如 2060101、行政运行、xzyx</source>
        <translation>Code, name or pinyin initials, e.g. 2060101, 行政运行, xzyx</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>查找科目</source>
        <translation>Find a subject</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>科目</source>
        <translation>Subjects</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>增加这一行</source>
        <translation>Add this row</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>官方目录</source>
        <translation>official list</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>已核实</source>
        <translation>verified</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>部分核实</source>
        <translation>partly verified</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>未核实</source>
        <translation>not verified</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>目录没有导入当年的官方版本，“未核实”的代码请对照财政部当年科目核对。</source>
        <translation>The official list of the year has not been imported. Compare codes that are not verified with the ministry's list of the year.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>代码</source>
        <translation>Code</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>所属类款</source>
        <translation>Belongs to</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>预算</source>
        <translation>Budget</translation>
    </message>
    <message>
        <location filename="../desktop/ui/code_search.py"/>
        <source>核实</source>
        <translation>Verified</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>文件(&amp;F)</source>
        <translation>&amp;File</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>编辑(&amp;E)</source>
        <translation>&amp;Edit</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>查看(&amp;V)</source>
        <translation>&amp;View</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>审核(&amp;C)</source>
        <translation>&amp;Check</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>文稿(&amp;D)</source>
        <translation>&amp;Document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>金额(&amp;M)</source>
        <translation>A&amp;mounts</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>帮助(&amp;H)</source>
        <translation>&amp;Help</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>新建(&amp;N)……</source>
        <translation>&amp;New…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>打开(&amp;O)……</source>
        <translation>&amp;Open…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>打开示例</source>
        <translation>Open the sample</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>保存(&amp;S)</source>
        <translation>&amp;Save</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>另存为(&amp;A)……</source>
        <translation>Save &amp;as…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>版本……</source>
        <translation>Versions…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>恢复备份……</source>
        <translation>Restore a backup…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>恢复未保存的内容……</source>
        <translation>Recover unsaved work…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>设置或更换密码……</source>
        <translation>Set or change password…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>取消密码……</source>
        <translation>Remove password…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>导入工作簿(&amp;I)……</source>
        <translation>&amp;Import a workbook…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>导出工作簿(&amp;E)……</source>
        <translation>&amp;Export a workbook…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>填入财政模板……</source>
        <translation>Fill the bureau's template…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>导出审核报告……</source>
        <translation>Export the check report…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>批量输出项目表……</source>
        <translation>Batch output of project forms…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>打印预览(&amp;V)</source>
        <translation>Print pre&amp;view</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>打印(&amp;P)……</source>
        <translation>&amp;Print…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>保存为 PDF……</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>打印签章栏</source>
        <translation>Print the signature block</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>选项……</source>
        <translation>Options…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>关闭文档(&amp;C)</source>
        <translation>&amp;Close the document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>退出(&amp;X)</source>
        <translation>E&amp;xit</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>恢复</source>
        <translation>Redo</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>向下填充</source>
        <translation>Fill down</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>向右填充</source>
        <translation>Fill right</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>求和</source>
        <translation>Sum</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>今天的日期</source>
        <translation>Today's date</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>科目或选项清单</source>
        <translation>List of codes or choices</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>备注……</source>
        <translation>Note…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>查找(&amp;F)……</source>
        <translation>&amp;Find…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>替换(&amp;H)……</source>
        <translation>&amp;Replace…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>查找下一处</source>
        <translation>Find next</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>查找上一处</source>
        <translation>Find previous</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>复制一行</source>
        <translation>Duplicate row</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>上移一行</source>
        <translation>Move row up</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>下移一行</source>
        <translation>Move row down</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>增加项目……</source>
        <translation>Add project…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>导入官方科目表……</source>
        <translation>Import official code list…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>锁定／解除锁定本表</source>
        <translation>Lock or unlock this table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>上年数</source>
        <translation>Last year</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>隐藏没有数的行</source>
        <translation>Hide rows without figures</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>筛选……</source>
        <translation>Filter…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>名称列不横向滚动</source>
        <translation>Keep name columns in sight</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>列宽恢复原样</source>
        <translation>Reset column widths</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>审核结果</source>
        <translation>Findings</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>定位(&amp;G)……</source>
        <translation>&amp;Go to…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>后退</source>
        <translation>Back</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>前进</source>
        <translation>Forward</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>项目一览</source>
        <translation>Projects</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>下一张表</source>
        <translation>Next table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>上一张表</source>
        <translation>Previous table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>下一个区域</source>
        <translation>Next area</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>放大</source>
        <translation>Larger</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>缩小</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>原来大小</source>
        <translation>Normal size</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>立即审核</source>
        <translation>Check now</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>下一个问题</source>
        <translation>Next finding</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>上一个问题</source>
        <translation>Previous finding</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>改正</source>
        <translation>Repair</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>改正同类……</source>
        <translation>Repair alike…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>写明原因……</source>
        <translation>Give reason…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>撤回说明</source>
        <translation>Withdraw Reason</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>文稿</source>
        <translation>Document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>预览文稿</source>
        <translation>Preview document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>下一处缺资料</source>
        <translation>Next gap</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>改用自己的话……</source>
        <translation>Use own words…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>恢复自动生成</source>
        <translation>Back to generated text</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>出版前检查</source>
        <translation>Pre-flight check</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>生成文稿（PDF）……</source>
        <translation>Write document (PDF)…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>生成文稿（Word）……</source>
        <translation>Write document (Word)…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>公开文件一套……</source>
        <translation>Publication package…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>以万元显示</source>
        <translation>Show in 万元 (10,000 yuan)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>以元显示</source>
        <translation>Show in 元 (yuan)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>保留尾差</source>
        <translation>Keep rounding differences</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>舍位平衡</source>
        <translation>Balanced rounding</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>这里的说明</source>
        <translation>Help Here</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>使用手册</source>
        <translation>Manual</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>全部按键</source>
        <translation>All Keys</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>颜色和记号的意思</source>
        <translation>What colours and marks mean</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>导览：用示例走一遍</source>
        <translation>Tour of the Sample</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>支持包……</source>
        <translation>Support bundle…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/commands.py"/>
        <source>关于明账</source>
        <translation>About Mingzhang</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_commands.py"/>
        <source>公开文件放在哪个文件夹</source>
        <translation>Folder for the publication files</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_commands.py"/>
        <source>这个表套没有公开文稿的样式。</source>
        <translation>This set of forms has no document.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_commands.py"/>
        <source>请先把光标放到要改的那一段。</source>
        <translation>Put the cursor into the paragraph to change first.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_commands.py"/>
        <source>已生成 {out}。</source>
        <translation>Written: {out}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_commands.py"/>
        <source>公开文件已放入 {folder}。</source>
        <translation>The publication files are in {folder}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_commands.py"/>
        <source>公开文件</source>
        <translation>Publication files</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_commands.py"/>
        <source>草稿的文件名都带“草稿”字样。</source>
        <translation>All file names of a draft say that it is one.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_commands.py"/>
        <source>先去改正</source>
        <translation>Correct first</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_commands.py"/>
        <source>只生成草稿</source>
        <translation>Only a draft</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_desk.py"/>
        <source>文稿 {name}</source>
        <translation>Document {name}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_desk.py"/>
        <source>文稿 {name}：正文、数字和表在一起</source>
        <translation>Document {name}: text, figures and tables together</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_desk.py"/>
        <source>点蓝色的数看来历；双击绿色的文字（或按 F2）修改；红色的地方要填。</source>
        <translation>Click a blue figure for its origin; double-click green text (or press F2) to change it; red places are to be filled in.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_desk.py"/>
        <source>还没有这张表：{code}。请先增加项目。</source>
        <translation>There is no form {code} yet. Add a project first.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_fact.py"/>
        <source>Ctrl+Enter 确定，Esc 取消</source>
        <translation>Ctrl+Enter enters, Esc gives up</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_fact.py"/>
        <source>填写上年数 {label}</source>
        <translation>Enter last year's figure {label}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_fact.py"/>
        <source>确定</source>
        <translation>OK</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_fact.py"/>
        <source>上年数：{label}</source>
        <translation>Last year's figure: {label}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_fact.py"/>
        <source>没有写进去，请看窗口下面的说明。</source>
        <translation>Not entered; see the line at the bottom of the window.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_figures.py"/>
        <source>上年 {label}</source>
        <translation>Last year: {label}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_lines.py"/>
        <source>目录（生成文稿时按页码排好）</source>
        <translation>Contents (page numbers are set when the document is written)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_lines.py"/>
        <source>— 另起一页 —</source>
        <translation>— new page —</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_marks.py"/>
        <source>可换成活的数</source>
        <translation>Can follow the data</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_marks.py"/>
        <source>数据里没有</source>
        <translation>Not in the data</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_marks.py"/>
        <source>与数据矛盾</source>
        <translation>Contradicts the data</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_outline.py"/>
        <source>文稿目录</source>
        <translation>Outline of the document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_outline.py"/>
        <source>封面和目录</source>
        <translation>Cover and contents</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_output.py"/>
        <source>正在生成文稿……</source>
        <translation>Writing the document…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_output.py"/>
        <source>正在生成公开文件……</source>
        <translation>Writing the publication files…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_output.py"/>
        <source>预览：{name}</source>
        <translation>Preview: {name}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_output.py"/>
        <source>正在排版……</source>
        <translation>Laying out pages…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_output.py"/>
        <source>生成文稿（PDF）</source>
        <translation>Write document (PDF)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_output.py"/>
        <source>生成文稿（Word）</source>
        <translation>Write document (Word)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_output.py"/>
        <source>Word 文件</source>
        <translation>Word file</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_own.py"/>
        <source>您的话（每行一段；有底色的数跟着表变，手写的数不变）</source>
        <translation>Your words (a line is a paragraph; shaded figures follow the tables, typed ones do not)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_own.py"/>
        <source>自己的话</source>
        <translation>Own words</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_own.py"/>
        <source>用这段话</source>
        <translation>Use these words</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_own.py"/>
        <source>核对过了，用这段话</source>
        <translation>Checked, use these words</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_own.py"/>
        <source>写自己的话时，自动生成的是</source>
        <translation>Generated when your words were written</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_own.py"/>
        <source>现在的数据生成的是</source>
        <translation>Generated from the data now</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>生成文稿</source>
        <translation>Write the document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>缺资料 {n} 项</source>
        <translation>{n} missing</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>资料齐了</source>
        <translation>Nothing missing</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>自拟 {n} 段</source>
        <translation>{n} in own words</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>其中已过时 {n} 段</source>
        <translation>{n} of them out of date</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>{n} 段的表套文字有错</source>
        <translation>{n} with errors in the pack's text</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>看变动……</source>
        <translation>See what changed…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>这一段用您的话；有底色的数仍跟着表变，手写的不变。可撤销。</source>
        <translation>This passage is in your words; shaded figures still follow the tables, typed ones do not. Can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>已恢复自动生成，可撤销。</source>
        <translation>Back to the generated text; can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>改自己的话……</source>
        <translation>Change own words…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>去填写：{form}</source>
        <translation>Fill in: {form}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>已核对：您的话照旧，可撤销。</source>
        <translation>Checked: your words stay as they are; can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_page.py"/>
        <source>〔表〕</source>
        <translation>[Table] </translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>检查结果</source>
        <translation>Result of the check</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>重新检查</source>
        <translation>Check again</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>转到</source>
        <translation>Go</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>写明理由……</source>
        <translation>Give a reason…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>说明理由后这一条可以放过；数字变了，理由要重新核对。错误不能放过。</source>
        <translation>With a reason this may stay; when its figures change, the reason has to be looked at again. Errors cannot stay.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>检查的规则</source>
        <translation>Rules checked</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>写明理由</source>
        <translation>Give a reason</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>不符合</source>
        <translation>Violated</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>不能判断，请人工核对</source>
        <translation>Cannot be judged, please check</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>符合</source>
        <translation>Passed</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>不适用</source>
        <translation>not applicable</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>规则</source>
        <translation>Rule</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>说明</source>
        <translation>Remark</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>原文：“{quote}”</source>
        <translation>Text: “{quote}”</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>出处：{source}</source>
        <translation>Source: {source}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>数字在写明原因以后变了，请重新核对。</source>
        <translation>The figures changed after the reason was given; please look again.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>没有这样的规则。</source>
        <translation>No such rules.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>检查没有做完，请按“重新检查”。</source>
        <translation>The check was not finished; press “Check again”.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>其中说明理由放过的有 {n} 处。</source>
        <translation> {n} of them may stay, with a reason.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>已说明：{reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_preflight.py"/>
        <source>说明已过期，请重新核对：{reason}</source>
        <translation>The reason is out of date, please check it: {reason}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_spans.py"/>
        <source>缺资料：{name}。按回车填写。</source>
        <translation>Missing: {name}. Press Enter to fill it in.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_spans.py"/>
        <source>已填写 {label}，用到它的地方都跟着变了；可撤销。</source>
        <translation>Entered {label}; every place that uses it has followed. Can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_spans.py"/>
        <source>文稿里没有缺的资料。</source>
        <translation>Nothing is missing in the document.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_spans.py"/>
        <source>看来历</source>
        <translation>Where it comes from</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_spans.py"/>
        <source>转到 {label}</source>
        <translation>Go to {label}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_spans.py"/>
        <source>填写……</source>
        <translation>Fill in…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_spans.py"/>
        <source>修改……</source>
        <translation>Change…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_states.py"/>
        <source>缺资料</source>
        <translation>Missing</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_states.py"/>
        <source>有错</source>
        <translation>errors</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_states.py"/>
        <source>已过时</source>
        <translation>Out of date</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_states.py"/>
        <source>自拟</source>
        <translation>Own words</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_story.py"/>
        <source>金额以{unit}写，保留 {places} 位小数；个数照原样写</source>
        <translation>Amounts in {unit} with {places} decimals; counts as they are</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_story.py"/>
        <source>按 {places} 位小数四舍五入</source>
        <translation>Rounded to {places} decimals</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_story.py"/>
        <source>文稿里的数</source>
        <translation>A figure in the document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_story.py"/>
        <source>文稿里的文字</source>
        <translation>A text in the document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_story.py"/>
        <source>怎样写成</source>
        <translation>How it is written</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_story.py"/>
        <source>后面的格子</source>
        <translation>Cells behind it</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_story.py"/>
        <source>这段文字只写一次，用到它的句子和表都跟着它。双击或按 F2 修改。</source>
        <translation>This text is written once; sentences and forms that use it follow. Double-click or F2 to change it.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_story.py"/>
        <source>请填写：{name}</source>
        <translation>Please fill in: {name}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_story.py"/>
        <source>……共 {count} 格</source>
        <translation>… {count} cells in all</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_typed.py"/>
        <source>手写的数</source>
        <translation>Typed figures</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_typed.py"/>
        <source>换成哪个数</source>
        <translation>What it follows</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_typed.py"/>
        <source>换成活的数（Ctrl+B）</source>
        <translation>Let it follow (Ctrl+B)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_typed.py"/>
        <source>有把握的都换</source>
        <translation>All that are certain</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_typed.py"/>
        <source>只换说得准是哪个数的；同一个数有几处来历的，请逐个选</source>
        <translation>Only those of which it is certain what they are; choose one by one where a figure has several sources</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_typed.py"/>
        <source>活的数 {live} 处，跟着表变。</source>
        <translation>{live} figures follow the tables.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_typed.py"/>
        <source>情况</source>
        <translation>State</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_typed.py"/>
        <source>手写的数 {count} 处：</source>
        <translation>{count} figures typed by hand:</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_typed.py"/>
        <source>没有手写的数。</source>
        <translation>No figure typed by hand.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_view.py"/>
        <source>{how}
点一下看它的来历</source>
        <translation>{how}
Click to see where it comes from</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_view.py"/>
        <source>{how}
双击修改，用到它的地方一起改</source>
        <translation>{how}
Double-click to change it wherever it is used</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_view.py"/>
        <source>缺资料：{how}
点一下填写</source>
        <translation>Missing: {how}
Click to fill it in</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_view.py"/>
        <source>点一下可换成活的数</source>
        <translation>Click to let it follow the data</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_view.py"/>
        <source>点一下改正</source>
        <translation>Click to correct it</translation>
    </message>
    <message>
        <location filename="../desktop/ui/document_words_edit.py"/>
        <source>跟着数据变：{shown}
{expr}</source>
        <translation>Follows the data: {shown}
{expr}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>这张表的行是固定的，不能增加科目。</source>
        <translation>The rows of this table are fixed; no subject can be added.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>表中已有 {label}。</source>
        <translation>{label} is in the table already.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>已增加 {label}</source>
        <translation>{label} was added</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>这一行是表样固定的，不能删除。</source>
        <translation>This row belongs to the form and cannot be removed.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>已删除 {label}，可撤销。</source>
        <translation>{label} removed; it can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>正在导入……</source>
        <translation>Importing…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>没有可以恢复的操作。</source>
        <translation>Nothing to redo.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>没有可以撤销的操作。</source>
        <translation>Nothing to undo.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>已恢复：{label}</source>
        <translation>Redone: {label}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>已撤销：{label}</source>
        <translation>Undone: {label}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>已解除锁定。</source>
        <translation>Unlocked.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/editing.py"/>
        <source>已锁定，本表不能修改。</source>
        <translation>Locked: this table takes no changes.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_panel.py"/>
        <source>写给自己和复核人的话，随文档保存</source>
        <translation>A word to yourself or the reviewer, kept in the document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_panel.py"/>
        <source>关闭（F3）</source>
        <translation>Close (F3)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_panel.py"/>
        <source>关闭解释</source>
        <translation>Close the explanation</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_panel.py"/>
        <source>解释过的数：{name}</source>
        <translation>Figures explained before: {name}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_panel.py"/>
        <source>选中一个数字，这里说明它从哪里来、影响哪里。</source>
        <translation>Select a figure to see where it comes from and what it goes into.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>目标已改动：{words}（{who}，{time}）</source>
        <translation>Target changed: {words} ({who}, {time})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>由这些数算出</source>
        <translation>Computed from</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>增加</source>
        <translation>up</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>减少</source>
        <translation>down</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>上年</source>
        <translation>Last year</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>怎样得来</source>
        <translation>How it comes about</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>目标改动</source>
        <translation>Changed target</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>填表说明</source>
        <translation>Instructions</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>追到底（{count} 个填报数）</source>
        <translation>Down to the entries ({count} figures)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>影响到</source>
        <translation>Goes into</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>参加的审核</source>
        <translation>Checks that look at it</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>文稿里的句子</source>
        <translation>Sentences of the document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>审核</source>
        <translation>Findings</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>持平</source>
        <translation>unchanged</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>录入或导入的数盖过了计算值 {value}。</source>
        <translation>The entered or imported figure stands over the computed {value}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>公式</source>
        <translation>Formula</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>依据</source>
        <translation>Basis</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>另有 {count} 项空白</source>
        <translation>{count} more are blank</translation>
    </message>
    <message>
        <location filename="../desktop/ui/explain_story.py"/>
        <source>可能</source>
        <translation>Perhaps</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>正在新建……</source>
        <translation>Making the document…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>打开文档</source>
        <translation>Open a document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>明账文档</source>
        <translation>Mingzhang document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>导入工作簿</source>
        <translation>Import a workbook</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>Excel 或 WPS 工作簿</source>
        <translation>Excel or WPS workbook</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>已导入 {name}，可用撤销整体退回。</source>
        <translation>{name} was imported; undo takes all of it back.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>读入工作簿</source>
        <translation>reading the workbook</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>已另存为 {name}。</source>
        <translation>Saved as {name}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>已保存到 {path}。</source>
        <translation>Saved to {path}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>恢复哪个文档的备份</source>
        <translation>Whose backup to restore</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>文档以只读方式打开，不能导入。</source>
        <translation>The document is open read-only; nothing can be imported.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>重新生成示例</source>
        <translation>Make the sample again</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>示例没有打开，要重新生成一份吗？原来的一份留在备份里。</source>
        <translation>The sample was not opened. Make it again? The present one stays in the backups.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>正在准备示例……</source>
        <translation>Preparing the sample…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>“{name}”还没有备份。每次保存都会自动备份。</source>
        <translation>“{name}” has no backup yet. Every save makes one.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/file_commands.py"/>
        <source>正在恢复备份……</source>
        <translation>Restoring the backup…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/fill_work.py"/>
        <source>这一格不是日期或文字，不能填今天的日期。</source>
        <translation>This cell is no date or text; today's date cannot be entered.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/fill_work.py"/>
        <source>上面没有可以填充的数。</source>
        <translation>There is nothing above to fill from.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/fill_work.py"/>
        <source>左边没有可以填充的数。</source>
        <translation>There is nothing at the left to fill from.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_dialog.py"/>
        <source>输入要找的文字或数。Enter 下一处，Shift+F4 也行。</source>
        <translation>Type the text or figure to find. Enter or Shift+F4 goes to the next place.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_dialog.py"/>
        <source>可用撤销一次退回。</source>
        <translation>One undo takes it all back.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_dialog.py"/>
        <source>正在查找……</source>
        <translation>Looking…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_dialog.py"/>
        <source>正在替换……</source>
        <translation>Replacing…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_dialog.py"/>
        <source>没有找到“{what}”。</source>
        <translation>“{what}” was not found.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_dialog.py"/>
        <source>只列出前 {n} 处，请把要找的内容写得更具体。</source>
        <translation>Only the first {n} places are listed; look for something more specific.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_dialog.py"/>
        <source>找到 {n} 处。</source>
        <translation>{n} places found.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_dialog.py"/>
        <source>找到 {n} 处，其中 {fixed} 处是算出的、锁定的或自动生成的，不能替换。</source>
        <translation>{n} places found; {fixed} of them are computed, locked or generated and cannot be replaced.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>查找和替换</source>
        <translation>Find and replace</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>下一处</source>
        <translation>Next</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>上一处</source>
        <translation>Previous</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>替换选中</source>
        <translation>Replace selected</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>全部替换</source>
        <translation>Replace all</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>文字或数：1234.5 也找得到 1,234.50</source>
        <translation>Text or figure: 1234.5 also finds 1,234.50</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>范围</source>
        <translation>Where</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>找到的地方</source>
        <translation>Places found</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>本表</source>
        <translation>This table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>全部表、备注和文稿</source>
        <translation>All tables, notes and texts</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>只在文稿和资料里</source>
        <translation>Only texts and facts</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>区分大小写</source>
        <translation>Match case</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>整格相同</source>
        <translation>Whole cell</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>替换为</source>
        <translation>Replace with</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>查找(&amp;N)</source>
        <translation>Fi&amp;nd</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_form.py"/>
        <source>替换为(&amp;E)</source>
        <translation>R&amp;eplace with</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_model.py"/>
        <source>格</source>
        <translation>Cell</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_model.py"/>
        <source>行名</source>
        <translation>Row</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_model.py"/>
        <source>原因</source>
        <translation>Reason</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_model.py"/>
        <source>不能替换：{why}</source>
        <translation>Not replaceable: {why}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_model.py"/>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_model.py"/>
        <source>位置</source>
        <translation>Place</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_model.py"/>
        <source>内容</source>
        <translation>Content</translation>
    </message>
    <message>
        <location filename="../desktop/ui/find_model.py"/>
        <source>替换后</source>
        <translation>After replacing</translation>
    </message>
    <message>
        <location filename="../desktop/ui/finding_work.py"/>
        <source>写明原因</source>
        <translation>Give a reason</translation>
    </message>
    <message>
        <location filename="../desktop/ui/finding_work.py"/>
        <source>没有审核问题。</source>
        <translation>There are no findings.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/finding_work.py"/>
        <source>这一条没有可以自动改正的办法，请按“怎么办”手工改正。</source>
        <translation>There is no automatic repair for this; please correct it by hand as described.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/finding_work.py"/>
        <source>已改正，可撤销。</source>
        <translation>Repaired; this can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/finding_work.py"/>
        <source>原因只写这一次：文稿里用到“{label}”的句子都用它。</source>
        <translation>The reason is written only here: every sentence of the document with “{label}” uses it.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/finding_work.py"/>
        <source>已撤回说明，可撤销。</source>
        <translation>Reason withdrawn; you can undo it.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/finding_work.py"/>
        <source>已改正 {count} 处，可撤销。</source>
        <translation>{count} places repaired; can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>筛选：表号、科目、文字……</source>
        <translation>Filter: table, subject, words…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>筛选审核结果</source>
        <translation>Filter the findings</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>只看本表</source>
        <translation>This table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>按级别分组</source>
        <translation>By severity</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>按表分组</source>
        <translation>By table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>审核结果的分组</source>
        <translation>Grouping of the findings</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>错误 {n}</source>
        <translation>Errors {n}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>警告 {n}</source>
        <translation>Warnings {n}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>提示 {n}</source>
        <translation>Hints {n}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>级别</source>
        <translation>Severity</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>同类……</source>
        <translation>Alike…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>原因……</source>
        <translation>Reason…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_bar.py"/>
        <source>撤回</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_list.py"/>
        <source>待处理</source>
        <translation>open</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_list.py"/>
        <source>说明已过期</source>
        <translation>reason outdated</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_model.py"/>
        <source>{severity}，{table}：{say} {state}</source>
        <translation>{severity}, {table}: {say} {state}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_model.py"/>
        <source>问题</source>
        <translation>Finding</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_model.py"/>
        <source>相差</source>
        <translation>Difference</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_model.py"/>
        <source>标记</source>
        <translation>Mark</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_panel.py"/>
        <source>审核结果的说明</source>
        <translation>About the finding</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_panel.py"/>
        <source>按 F4 逐条查看。</source>
        <translation>Press F4 to walk through them.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_story.py"/>
        <source>怎么办</source>
        <translation>What to do</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_story.py"/>
        <source>左边</source>
        <translation>Left</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_story.py"/>
        <source>右边</source>
        <translation>Right</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_story.py"/>
        <source>采用计算值 {then}</source>
        <translation>Take the computed value {then}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_story.py"/>
        <source>科目名称改为“{then}”</source>
        <translation>Change the name of the code to “{then}”</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_story.py"/>
        <source>填写空表说明：{then}</source>
        <translation>Fill in the sentence of the empty table: {then}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_story.py"/>
        <source>把 {place} 改为 {then}</source>
        <translation>Change {place} to {then}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_story.py"/>
        <source>把文字改成数 {then}</source>
        <translation>Make the text the number {then}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_story.py"/>
        <source>增加上级科目 {code} {then}</source>
        <translation>Add the code above: {code} {then}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_words.py"/>
        <source>错误，必须改（{count}）</source>
        <translation>Errors, must be corrected ({count})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_words.py"/>
        <source>警告，须改正或说明（{count}）</source>
        <translation>Warnings, to be corrected or explained ({count})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_words.py"/>
        <source>提示（{count}）</source>
        <translation>Hints ({count})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_words.py"/>
        <source>已说明（{count}）</source>
        <translation>Explained ({count})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_words.py"/>
        <source>待核对的标记（{count}）</source>
        <translation>Marked for follow-up ({count})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/findings_words.py"/>
        <source>已说明 {n}</source>
        <translation>Explained {n}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/fitted_table.py"/>
        <source>表格 {form} {title}</source>
        <translation>Table {form} {title}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/form_tree.py"/>
        <source>表格目录</source>
        <translation>Tables</translation>
    </message>
    <message>
        <location filename="../desktop/ui/form_tree_model.py"/>
        <source>空</source>
        <translation>empty</translation>
    </message>
    <message>
        <location filename="../desktop/ui/form_tree_model.py"/>
        <source>已核</source>
        <translation>checked</translation>
    </message>
    <message>
        <location filename="../desktop/ui/form_tree_model.py"/>
        <source>已锁</source>
        <translation>locked</translation>
    </message>
    <message>
        <location filename="../desktop/ui/form_tree_model.py"/>
        <source>{unit} {year}年度</source>
        <translation>{unit} {year}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/form_tree_model.py"/>
        <source>绩效</source>
        <translation>Performance</translation>
    </message>
    <message>
        <location filename="../desktop/ui/form_tree_model.py"/>
        <source>{title}：{state}</source>
        <translation>{title}: {state}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/form_tree_model.py"/>
        <source>（没有名称的项目）</source>
        <translation>(project without a name)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/form_tree_model.py"/>
        <source>，{errors} 个错误，{warnings} 个警告</source>
        <translation>, {errors} errors, {warnings} warnings</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>行</source>
        <translation>Row</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>项目</source>
        <translation>Project</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>资料</source>
        <translation>Fact</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>标题</source>
        <translation>Heading</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>段落</source>
        <translation>Paragraph</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>定位</source>
        <translation>Go to</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>表号、科目代码、名称、拼音首字母或审核编号，例如 03 xzyx</source>
        <translation>Table, code, name, pinyin initials or rule, for instance 03 xzyx</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>定位到</source>
        <translation>Go to</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>地方</source>
        <translation>Places</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>最近到过的地方。↑↓ 选择，Enter 前往。</source>
        <translation>Places visited lately. ↑↓ choose, Enter goes there.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>输入要找的表、行、项目、标题或规则。</source>
        <translation>Type a table, row, project, heading or rule.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>↑↓ 选择，Enter 前往，Esc 关闭。</source>
        <translation>↑↓ choose, Enter goes there, Esc closes.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/goto_dialog.py"/>
        <source>没有找到。换个词，或用 Ctrl+F 查找内容。</source>
        <translation>Nothing found. Try another word, or Ctrl+F to search the contents.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>取消密码以后，“{name}”和它的备份不再加密，拿到文件的人都能打开。</source>
        <translation>Without a password “{name}” and its backups are no longer encrypted; whoever gets the file can open it.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>程序不会把它发给任何人，写出后请自己转交。</source>
        <translation>The program sends it to nobody; pass it on yourself once it is written.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>这份文档没有密码。</source>
        <translation>This document has no password.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>取消密码</source>
        <translation>Remove password</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>正在保存……</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>支持包</source>
        <translation>Support bundle</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>写出支持包</source>
        <translation>Write the support bundle</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>压缩包</source>
        <translation>Archive</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>明账支持包.zip</source>
        <translation>mingzhang-support.zip</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>已取消密码并保存。</source>
        <translation>The password was removed and the document saved.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>已设置密码并保存。密码丢失后无法找回，请另外保管好。</source>
        <translation>The password was set and the document saved. A lost password cannot be recovered; keep it in a safe place.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>有 {count} 份较早的备份仍是原来的样子。</source>
        <translation>{count} older backups are still as they were.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>写出……</source>
        <translation>Write…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>连同文档写出时，另加：{name}（上次保存的内容，含全部数字和名称）。</source>
        <translation>Written with the document, it also holds: {name} (as last saved, with all figures and names).</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>正在写出支持包……</source>
        <translation>Writing the support bundle…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>已写出支持包 {path}。</source>
        <translation>The support bundle was written: {path}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>连同这份文档写出……</source>
        <translation>Write with this document…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/guarding_commands.py"/>
        <source>支持包里有：</source>
        <translation>The support bundle holds:</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_cell.py"/>
        <source>关闭（F1）</source>
        <translation>Close (F1)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_cell.py"/>
        <source>关闭填表说明</source>
        <translation>Close the help of the cell</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_cell.py"/>
        <source>选中要填的格，这里说明填什么、依据是什么。</source>
        <translation>Select a cell to be filled in; this tells what to enter and which rule it rests on.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_places.py"/>
        <source> 或 </source>
        <translation> or </translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_places.py"/>
        <source>键</source>
        <translation>Key</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_places.py"/>
        <source>作用</source>
        <translation>What it does</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>未能核对，以当年《政府收支分类科目》为准</source>
        <translation>could not be verified; the official classification of the year decides</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>更多</source>
        <translation>More</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>填表与键盘</source>
        <translation>Filling in and keyboard</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>审核与改正</source>
        <translation>Checking and repairing</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>这一行</source>
        <translation>This row</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>这一栏</source>
        <translation>This column</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>名词解释</source>
        <translation>Glossary</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>这张表</source>
        <translation>This table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>表下附注</source>
        <translation>Notes below the table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>表样文字，不能修改。</source>
        <translation>Printed text of the form; it cannot be changed.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>从清单里选：{choices}。按 Alt+↓ 打开清单，也可以键入开头的字。</source>
        <translation>Choose from the list: {choices}. Alt+↓ opens it; typing the first characters works too.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>这一格能由公式算出，通常不用填；填了就以填的为准，并与计算值核对。</source>
        <translation>A formula can compute this cell, so it is usually left alone; an entry takes precedence and is compared with the computed value.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>可以填什么</source>
        <translation>What can be entered</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>审核这一格的规则</source>
        <translation>Rules that check this cell</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>公式：{formula}</source>
        <translation>Formula: {formula}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>依据：{basis}</source>
        <translation>Basis: {basis}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>说明的来源：{sources}</source>
        <translation>Source of the texts: {sources}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>这里现在不能填：{why}</source>
        <translation>This cannot be filled in now: {why}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>这里取自别的格，到那里改：{cells}</source>
        <translation>This is taken from other cells; change it there: {cells}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>这里不用填。</source>
        <translation>Nothing is entered here.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>填金额，以{unit}为单位，小数不超过所定的位数时原样保留。</source>
        <translation>An amount in {unit}; decimals are kept as they are up to the number of places of the table.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>认得 1,234.50、(12.3)、-12.3、12.3万、１２３、￥；减号、括号都是负数。空白、0 和不适用是三种不同的值。</source>
        <translation>Understood are 1,234.50, (12.3), -12.3, 12.3万, full-width digits and ￥; a minus sign or brackets make it negative. Blank, 0 and not applicable are three different values.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>可以写算式，如 =1200+35.5：填入结果，算式记在备注里，F2 再改。</source>
        <translation>A sum such as =1200+35.5 enters the result; the expression is kept in the note and F2 edits it again.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>现在：{source}</source>
        <translation>Now: {source}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>与公开的预决算核对过</source>
        <translation>verified against published budgets and accounts</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>部分核对过</source>
        <translation>partly verified</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>来自导入的官方科目表</source>
        <translation>from the imported official list</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>手册：{title}</source>
        <translation>Manual: {title}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>填数字；也可以写算式，如 =3+4。</source>
        <translation>A number; a sum such as =3+4 works too.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>填百分数，如 95 或 95%。</source>
        <translation>A percentage, such as 95 or 95%.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>填日期，如 2025-9-1、2025年9月1日；Ctrl+; 填今天。</source>
        <translation>A date, such as 2025-9-1; Ctrl+; enters today.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>填指标值，写明符号、数和单位，如“≥95%”“不少于4次”；定性的写要达到的程度。</source>
        <translation>A target value with sign, number and unit, such as ≥95%; for a qualitative one, the degree to be reached.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>填文字；Alt+回车另起一行。</source>
        <translation>A text; Alt+Enter begins a new line.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_story.py"/>
        <source>怎么办：{how}</source>
        <translation>What to do: {how}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_window.py"/>
        <source>手册正文</source>
        <translation>Text of the manual</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_window.py"/>
        <source>在手册里查找</source>
        <translation>Search the manual</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_window.py"/>
        <source>手册目录</source>
        <translation>Contents of the manual</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_window.py"/>
        <source>{n} 处</source>
        <translation>{n} found</translation>
    </message>
    <message>
        <location filename="../desktop/ui/help_window.py"/>
        <source>手册里没有“{words}”。</source>
        <translation>The manual does not contain “{words}”.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>导入 {name}</source>
        <translation>Import {name}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>这是上年的数（导入到上年数，用于比较）</source>
        <translation>These are last year's figures (import them for comparison)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>工作簿里空白的格，也把文档里的数清掉</source>
        <translation>Blank cells of the workbook clear the figures of the document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>显示哪一类</source>
        <translation>What to show</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>认出的表</source>
        <translation>Recognised table</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>逐格清单</source>
        <translation>All cells</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>导入（可撤销）</source>
        <translation>Import (can be undone)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>正在读取工作簿……</source>
        <translation>Reading the workbook…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>全部 {n}</source>
        <translation>All {n}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>待定</source>
        <translation>question</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>冲突</source>
        <translation>conflict</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>改变</source>
        <translation>changed</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>新增</source>
        <translation>new</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>相同</source>
        <translation>same</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>未用</source>
        <translation>not used</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>没有认出</source>
        <translation>not recognised</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>显示</source>
        <translation>Show</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>认出 {tables} 张表：新增 {new} 格，改变 {changed} 格，相同 {same} 格；冲突 {conflict} 处，待定 {question} 处，未用 {ignored} 处。</source>
        <translation>{tables} tables recognised: {new} cells new, {changed} changed, {same} the same; {conflict} conflicts, {question} questions, {ignored} not used.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>工作表</source>
        <translation>Worksheet</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>匹配度</source>
        <translation>Match</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>文档现有</source>
        <translation>In the document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>工作簿</source>
        <translation>In the workbook</translation>
    </message>
    <message>
        <location filename="../desktop/ui/import_dialog.py"/>
        <source>来自</source>
        <translation>From</translation>
    </message>
    <message>
        <location filename="../desktop/ui/keeping_commands.py"/>
        <source>恢复未保存的内容</source>
        <translation>Recover unsaved work</translation>
    </message>
    <message>
        <location filename="../desktop/ui/keeping_commands.py"/>
        <source>没有未保存的内容。</source>
        <translation>There is no unsaved work.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/keeping_commands.py"/>
        <source>打开 {name}</source>
        <translation>Open {name}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/keeping_commands.py"/>
        <source>每一步操作都随时记在本机，非正常关闭后会在这里列出。</source>
        <translation>Every step is kept on this computer as you work; after a crash it is listed here.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/large_work.py"/>
        <source>正在撤销或恢复……</source>
        <translation>Undoing or redoing…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>录入的数：白底</source>
        <translation>Entered: white</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>导入的数：左上角绿色小角</source>
        <translation>Imported: small green corner at the top left</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>计算的数：浅蓝底</source>
        <translation>Computed: light blue ground</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>改写的数（盖过计算值）：左上角橙色角，粗体</source>
        <translation>Overridden (stands over a computed value): orange corner at the top left, bold</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>负数：红字，带负号</source>
        <translation>Negative: red, with a minus sign</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>错误：右下角红色角，下面有点线</source>
        <translation>Error: red corner at the bottom right, dotted line</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>警告：右下角棕色角</source>
        <translation>Warning: brown corner at the bottom right</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>当前问题涉及的数：黄底，粗框</source>
        <translation>Figures of the finding in hand: yellow ground, frame</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>有备注：右上角圆点</source>
        <translation>Has a note: dot at the top right</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>标记了待核对：右上角小旗</source>
        <translation>Marked for follow-up: small flag top right</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>监控、自评开始以后改动过的目标：左下角紫色角</source>
        <translation>Target changed after monitoring or self-evaluation began: purple corner bottom left</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>看不懂的输入：红色虚框，原来的值仍有效</source>
        <translation>Input that cannot be read: red dashed frame, the old value stays in force</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>上年数（左下）、增减和增减率（右下），小折线是最近两三年</source>
        <translation>Last year (bottom left), change and rate (bottom right); the small line is the last two or three years</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>空白：没有数</source>
        <translation>Blank: no figure</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>零：就是 0</source>
        <translation>Zero: it is 0</translation>
    </message>
    <message>
        <location filename="../desktop/ui/legend.py"/>
        <source>不适用或不可填写：斜线底</source>
        <translation>Not applicable or closed: hatched</translation>
    </message>
    <message>
        <location filename="../desktop/ui/look.py"/>
        <source>已标记待核对</source>
        <translation>marked for follow-up</translation>
    </message>
    <message>
        <location filename="../desktop/ui/look.py"/>
        <source>备注：{note}</source>
        <translation>Note: {note}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/look.py"/>
        <source>不可填写</source>
        <translation>takes no entry</translation>
    </message>
    <message>
        <location filename="../desktop/ui/look.py"/>
        <source>有备注</source>
        <translation>has a note</translation>
    </message>
    <message>
        <location filename="../desktop/ui/look.py"/>
        <source>录入</source>
        <translation>entered</translation>
    </message>
    <message>
        <location filename="../desktop/ui/look.py"/>
        <source>导入</source>
        <translation>imported</translation>
    </message>
    <message>
        <location filename="../desktop/ui/look.py"/>
        <source>计算</source>
        <translation>computed</translation>
    </message>
    <message>
        <location filename="../desktop/ui/look.py"/>
        <source>改写（覆盖了计算值）</source>
        <translation>overridden (stands over the computed value)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/look.py"/>
        <source>错误，必须改</source>
        <translation>error, must be corrected</translation>
    </message>
    <message>
        <location filename="../desktop/ui/look.py"/>
        <source>警告，须说明</source>
        <translation>warning, needs a reason</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>新建文档</source>
        <translation>New document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>例如：某市科学技术局</source>
        <translation>for example: 某市科学技术局</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>可以不填</source>
        <translation>optional</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>数字按这个单位录入和保存；随时可以换一种单位显示。</source>
        <translation>Figures are typed and kept in this unit; another one can be shown at any time.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>（不选）</source>
        <translation>(none)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>选择……</source>
        <translation>Choose…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>选了上年文档，科目、文字、年初结转结余和上年数一起带来；原因只放在旁边作参考。</source>
        <translation>Last year's document brings its codes, texts, opening balances and figures for comparison; its reasons only stand beside the new ones.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>连同上年的项目和绩效目标(&amp;J)</source>
        <translation>With last year's pro&amp;jects and targets</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>表套(&amp;P)</source>
        <translation>Table &amp;set</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>单位名称(&amp;U)</source>
        <translation>&amp;Unit</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>单位代码(&amp;C)</source>
        <translation>Unit &amp;code</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>决算年度(&amp;Y)</source>
        <translation>&amp;Year</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>金额单位(&amp;M)</source>
        <translation>Unit of a&amp;mounts</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>上年文档</source>
        <translation>Last year's document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>新建……</source>
        <translation>Create…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>选择上年文档</source>
        <translation>Choose last year's document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>上年的文档或工作簿</source>
        <translation>Last year's document or workbook</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>新文档保存到</source>
        <translation>Save the new document to</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>{count} 张表，适用年度 {years}，第 {version} 版</source>
        <translation>{count} tables, for {years}, version {version}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>没有可用的表套，请重新安装程序。</source>
        <translation>There is no table set. Please install the program again.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>请填写单位名称。</source>
        <translation>Please give the name of the unit.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/new_document.py"/>
        <source>正在读取上年文档……</source>
        <translation>Reading last year's document…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>正在打开……</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>正在查看能恢复什么……</source>
        <translation>Looking at what can be recovered…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>文件已损坏</source>
        <translation>The file is damaged</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>文档正在使用</source>
        <translation>The document is in use</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>恢复这些内容</source>
        <translation>Recover it</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>恢复后文档处于未保存状态，核对后再保存。不恢复时，这些内容移入备份，不会删除。</source>
        <translation>Recovered work is not saved yet: check it, then save. Otherwise it is moved to the backups, not deleted.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>修复为新文件</source>
        <translation>Repair to a new file</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>{name}-修复.mz</source>
        <translation>{name}-repaired.mz</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>正在显示……</source>
        <translation>Showing…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>打开上次保存的版本</source>
        <translation>Open the version saved last</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>文件：{path}</source>
        <translation>File: {path}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>修复并打开</source>
        <translation>Repair and open</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>修复为新文件……</source>
        <translation>Repair to a new file…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>正在修复……</source>
        <translation>Repairing…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>以只读方式打开</source>
        <translation>Open read-only</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>确认没有人在用，强行打开</source>
        <translation>Nobody uses it: open it anyway</translation>
    </message>
    <message>
        <location filename="../desktop/ui/opening.py"/>
        <source>（文件现在不在那里，可能是 U 盘或网络盘没有连接；恢复后请另存到别处。）
</source>
        <translation> (The file is not there now; a USB stick or network drive may not be connected. Save elsewhere after recovering.)
</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>选项</source>
        <translation>Options</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>回车和 Tab 只到要填的格(&amp;I)</source>
        <translation>Enter and Tab stop only at cells to fill &amp;in</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>通常大小</source>
        <translation>Usual size</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>打印用的字体(&amp;F)</source>
        <translation>&amp;Fonts for printing</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>下一行</source>
        <translation>Next line</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>右边一格</source>
        <translation>Next cell to the right</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>上一行</source>
        <translation>Line above</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>左边一格</source>
        <translation>Cell to the left</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>跟随系统</source>
        <translation>As the system</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>这台电脑上的宋体、仿宋等，没有的用随程序的</source>
        <translation>SimSun, FangSong and so on of this computer, else those of the program</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>只用随程序的字体</source>
        <translation>Only the fonts of the program</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>填报人(&amp;W)</source>
        <translation>Filled in &amp;by</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>写入修改记录和出错说明；留空时用电脑的登录名。</source>
        <translation>Goes into history and reasons; the login name when left empty.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>回车后移到(&amp;E)</source>
        <translation>&amp;Enter moves to</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>跳过计算的格和不可填写的格。</source>
        <translation>Computed cells and cells that take no entry are passed over.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>窗口深浅(&amp;T)</source>
        <translation>&amp;Theme of the window</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>表格和文稿始终是浅色，像纸一样。</source>
        <translation>Tables and documents always stay light, like paper.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>界面字号(&amp;S)</source>
        <translation>Text &amp;size</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>下次启动时生效；表格的大小用 Ctrl 加滚轮随时调整。</source>
        <translation>From the next start on; tables are zoomed with Ctrl and the wheel.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>{name}（随程序）</source>
        <translation>{name} (of the program)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/options_dialog.py"/>
        <source>没有用 {font}</source>
        <translation>Not used: {font}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/output.py"/>
        <source>正在生成 PDF……</source>
        <translation>Making the PDF…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/output.py"/>
        <source>导出工作簿</source>
        <translation>Export a workbook</translation>
    </message>
    <message>
        <location filename="../desktop/ui/output.py"/>
        <source>正在导出……</source>
        <translation>Exporting…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/output.py"/>
        <source>保存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
    <message>
        <location filename="../desktop/ui/output.py"/>
        <source>-已填</source>
        <translation>-filled</translation>
    </message>
    <message>
        <location filename="../desktop/ui/output.py"/>
        <source>已导出到 {out}。</source>
        <translation>Written to {out}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/output.py"/>
        <source>打印</source>
        <translation>Print</translation>
    </message>
    <message>
        <location filename="../desktop/ui/output.py"/>
        <source>正在打印……</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/output.py"/>
        <source>正在读取页面……</source>
        <translation>Reading pages…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/output.py"/>
        <source>这些字没有字形，打印成方框：{shown}</source>
        <translation>These characters have no glyph and are printed as boxes: {shown}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/output.py"/>
        <source>第 {number} 页</source>
        <translation>Page {number}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paper_commands.py"/>
        <source>选择财政下发的模板</source>
        <translation>Choose the bureau's template</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paper_commands.py"/>
        <source>导出审核报告</source>
        <translation>Export the check report</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paper_commands.py"/>
        <source>审核报告</source>
        <translation>Check report</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>密码丢失后无法找回：程序、作者和任何人都打不开这个文件和它的备份。请另外保管好密码。</source>
        <translation>A lost password cannot be recovered: neither the program, nor its authors, nor anyone else can open this file and its backups. Keep the password in a safe place.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>密码保护保存的文件和备份。编辑时的工作副本没有加密，放在本机您自己的用户文件夹里，正常关闭文档时覆盖后删除；程序异常退出的，要到下次用密码打开这份文档时才会清理。导出的表格、PDF 和 Word 文件也不加密。</source>
        <translation>The password protects the saved file and its backups. The working copy of an open document is not encrypted; it lies in your own user folder on this computer and is overwritten and deleted when the document is closed. After a crash it is cleared only when this document is next opened with its password. Exported workbooks, PDF and Word files are not encrypted either.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>显示密码（可以用中文输入法）</source>
        <translation>Show the password (an input method can be used then)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>输入密码</source>
        <translation>Enter the password</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>密码</source>
        <translation>Password</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>“{name}”设有密码。</source>
        <translation>“{name}” has a password.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>我知道：密码丢失后，任何人都打不开这份文档</source>
        <translation>I know: without the password nobody can open this document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>新密码</source>
        <translation>New password</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>再输入一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>密码至少要 {count} 个字符，可以用一句容易记住的话。</source>
        <translation>A password needs at least {count} characters; a sentence that is easy to remember will do.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>正在核对密码……</source>
        <translation>Checking the password…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>更换密码</source>
        <translation>Change the password</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>设置密码</source>
        <translation>Set a password</translation>
    </message>
    <message>
        <location filename="../desktop/ui/password_dialog.py"/>
        <source>两次输入的密码还不一样。</source>
        <translation>The two passwords differ.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>已复制 {count} 格</source>
        <translation>{count} cells copied</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>已连同表头和名称复制 {count} 格</source>
        <translation>{count} cells copied with headings and names</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>正在读入要粘贴的内容……</source>
        <translation>Reading what is to be pasted…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>这张表已锁定，请先解除锁定。</source>
        <translation>This table is locked; unlock it first.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>正在准备新增的科目……</source>
        <translation>Preparing the new codes…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>已取消，没有粘贴。</source>
        <translation>Cancelled; nothing was pasted.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>已剪切 {count} 格</source>
        <translation>{count} cells cut</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>……共 {count} 个</source>
        <translation>…{count} in all</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>粘贴的内容里有 {count} 个科目，这张表还没有。</source>
        <translation>What is pasted has {count} codes that this table does not have yet.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>增加这些科目并填写</source>
        <translation>Add these codes and fill in</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>只填已有的科目</source>
        <translation>Fill in known codes only</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>剪贴板里的内容太多，一次粘贴不下；请分几次复制，或用“导入工作簿”。</source>
        <translation>The clipboard holds too much to paste at once; copy it in parts, or import the workbook.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/paste_work.py"/>
        <source>剪贴板里没有文字，没有可粘贴的内容。</source>
        <translation>The clipboard holds no text; there is nothing to paste.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/preview.py"/>
        <source>打印预览</source>
        <translation>Print preview</translation>
    </message>
    <message>
        <location filename="../desktop/ui/preview.py"/>
        <source>签章栏</source>
        <translation>Signature block</translation>
    </message>
    <message>
        <location filename="../desktop/ui/preview.py"/>
        <source>第 {page} 页，共 {count} 页</source>
        <translation>Page {page} of {count}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/preview.py"/>
        <source>适合宽度</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <location filename="../desktop/ui/preview.py"/>
        <source>原大</source>
        <translation>Actual size</translation>
    </message>
    <message>
        <location filename="../desktop/ui/preview.py"/>
        <source>打印……</source>
        <translation>Print…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/preview.py"/>
        <source>上一页</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <location filename="../desktop/ui/preview.py"/>
        <source>下一页</source>
        <translation>Next page</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>项目名称</source>
        <translation>Project</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>项目编码</source>
        <translation>Code</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>项目类别</source>
        <translation>Kind</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>年初预算</source>
        <translation>Budget</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>全年预算</source>
        <translation>Full year</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>全年执行</source>
        <translation>Executed</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>目标表</source>
        <translation>Target</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>监控表</source>
        <translation>Monitor</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>自评表</source>
        <translation>Self-eval.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>得分</source>
        <translation>Score</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>等级</source>
        <translation>Grade</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>疑点</source>
        <translation>Findings</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_model.py"/>
        <source>错误 {error}　警告 {warning}　提示 {hint}</source>
        <translation>Errors {error}　Warnings {warning}　Hints {hint}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>共 {count} 个项目，已自评 {scored} 个</source>
        <translation>{count} projects, {scored} self-evaluated</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>按名称、编码、类别查找</source>
        <translation>Find by name, code or kind</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>查找项目</source>
        <translation>Find projects</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>项目的说明</source>
        <translation>About the project</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>没有符合的项目。</source>
        <translation>No project fits.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>还没有项目。点“增加项目”，或在“填写清单”里输入。</source>
        <translation>No projects yet. Press “Add project”, or type them in “Fill in list”.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>复制……</source>
        <translation>Copy…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>删除……</source>
        <translation>Remove…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>上移</source>
        <translation>Up</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>下移</source>
        <translation>Down</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>填写清单</source>
        <translation>Fill in list</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_page.py"/>
        <source>批量输出……</source>
        <translation>Batch output…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_story.py"/>
        <source>监控、自评开始以后改动的目标</source>
        <translation>Targets changed after monitoring or self-evaluation began</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>连同 {forms} 张表中填的 {cells} 格一起删除；可以撤销。</source>
        <translation>{cells} entries in {forms} forms go with it; this can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>增加项目</source>
        <translation>Add project</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>项目名称：</source>
        <translation>Name of the project:</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>复制项目</source>
        <translation>Copy project</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>复制“{name}”：</source>
        <translation>Copy “{name}”:</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>已增加项目，可撤销。</source>
        <translation>Project added; this can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>删除“{name}”？</source>
        <translation>Remove “{name}”?</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>删除选中的 {count} 个项目？</source>
        <translation>Remove the {count} selected projects?</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>这套表没有项目清单。</source>
        <translation>This set has no list of projects.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>只复制目标和预算</source>
        <translation>Targets and budget only</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>连同完成情况一起复制</source>
        <translation>With the results</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>删除项目</source>
        <translation>Remove project</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>已删除 {count} 个项目，可撤销。</source>
        <translation>{count} projects removed; this can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>正在按名称查找；清空查找框后再移动。</source>
        <translation>A search is on; clear it before moving projects.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/project_work.py"/>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <location filename="../desktop/ui/recent_model.py"/>
        <source>找不到文件</source>
        <translation>File not found</translation>
    </message>
    <message>
        <location filename="../desktop/ui/recent_model.py"/>
        <source>{time} 修改</source>
        <translation>changed {time}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/repair_preview.py"/>
        <source>改正同类问题</source>
        <translation>Repair all alike</translation>
    </message>
    <message>
        <location filename="../desktop/ui/repair_preview.py"/>
        <source>将要改正的地方</source>
        <translation>Places to be repaired</translation>
    </message>
    <message>
        <location filename="../desktop/ui/repair_preview.py"/>
        <source>改正下面打勾的 {count} 处，一次可以撤销。</source>
        <translation>Repairs what is ticked ({count}) in one step that can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/repair_preview.py"/>
        <source>现在</source>
        <translation>Now</translation>
    </message>
    <message>
        <location filename="../desktop/ui/row_work.py"/>
        <source>已增加一行，可撤销。</source>
        <translation>Row added; this can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/row_work.py"/>
        <source>这一行归入</source>
        <translation>Put this row under</translation>
    </message>
    <message>
        <location filename="../desktop/ui/row_work.py"/>
        <source>这张表的行是固定的，不能插入。</source>
        <translation>The rows of this table are fixed; none can be inserted.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/row_work.py"/>
        <source>先选中要删除的行。</source>
        <translation>Select the rows to delete first.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/row_work.py"/>
        <source>这一行不能移动。</source>
        <translation>This row cannot be moved.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/row_work.py"/>
        <source>先选中要复制的行。</source>
        <translation>Select the row to duplicate first.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/row_work.py"/>
        <source>已复制一行，可撤销。</source>
        <translation>Row duplicated; this can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/row_work.py"/>
        <source>已填入参考指标，请按本项目改数。</source>
        <translation>Model indicator taken over; change its figures for this project.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/row_work.py"/>
        <source>已删除 {count} 行，可撤销。</source>
        <translation>{count} rows deleted; this can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>另存为</source>
        <translation>Save as</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>没有保存</source>
        <translation>Not saved</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>取消后可以继续填报，以后再保存。</source>
        <translation>You can cancel, go on working and save later.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>比较两份的不同</source>
        <translation>Compare the two</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>先是现在文件里的内容，→ 后面是这里打开的内容。</source>
        <translation>First what the file holds now, after → what is open here.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>文件已被改动</source>
        <translation>The file was changed</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>没有保存以前，您的修改都在本机的工作副本里，不会丢失。</source>
        <translation>Until it is saved, your work stays in the working copy on this computer. Nothing is lost.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>两份内容没有不同。</source>
        <translation>The two do not differ.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>另存为……</source>
        <translation>Save as…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>覆盖（旧文件留在备份）</source>
        <translation>Overwrite (the old file stays in the backups)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>比较两份的不同……</source>
        <translation>Compare the two…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/saving.py"/>
        <source>正在比较……</source>
        <translation>Comparing…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_commands.py"/>
        <source>所选单元格的合计、计数和平均</source>
        <translation>Sum, count and average of the selected cells</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_commands.py"/>
        <source>所有行都显示。</source>
        <translation>All rows are shown.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_commands.py"/>
        <source>请先打开一张表。</source>
        <translation>Please open a table first.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_commands.py"/>
        <source>这张表按表样逐格印出，不能隐藏行；其他表没有数的行已隐藏。</source>
        <translation>This table is printed box by box, its rows cannot be hidden; in other tables rows without figures are hidden.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_commands.py"/>
        <source>隐藏了 {count} 个没有数的行，显示 {left} 行；打印不受影响。</source>
        <translation>{count} rows without figures are hidden, {left} are shown; printing is not affected.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_commands.py"/>
        <source>这张表没有可以筛选的行。</source>
        <translation>This table has no rows to filter.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_compare.py"/>
        <source>上年 {prior}</source>
        <translation>last year {prior}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_compare.py"/>
        <source>增减 {change}</source>
        <translation>Change {change}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_compare.py"/>
        <source>{year} 年 {figure}</source>
        <translation>{year}: {figure}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_compare.py"/>
        <source>上年为零或负数，没有增减率</source>
        <translation>Last year is zero or negative: no rate</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>显示 {left} 行，隐藏 {count} 行；打印不受影响。</source>
        <translation>{left} rows shown, {count} hidden; printing is not affected.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>名称、代码或拼音首字母</source>
        <translation>Name, code or pinyin initials</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>筛选：名称、代码或拼音首字母</source>
        <translation>Filter: name, code or pinyin initials</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>只看哪些行</source>
        <translation>Which rows to show</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>重新筛选</source>
        <translation>Filter again</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>改过数以后，按现在的数再筛选一次</source>
        <translation>After changes: filter again by the figures as they are now</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>显示全部</source>
        <translation>Show all</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>取消筛选，零行也显示出来（Esc）</source>
        <translation>Drop the filter and show zero rows too (Esc)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>取消筛选</source>
        <translation>Drop the filter</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>取消筛选（Esc）</source>
        <translation>Drop the filter (Esc)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>这张表按表样逐格印出，各行都显示。</source>
        <translation>This table is printed box by box; all rows are shown.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>全部行</source>
        <translation>All rows</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>有问题的行</source>
        <translation>Rows with findings</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>有错误的行</source>
        <translation>Rows with errors</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>有警告的行</source>
        <translation>Rows with warnings</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>有提示的行</source>
        <translation>Rows with hints</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>与上年不同的行</source>
        <translation>Rows that differ from last year</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>还有空白的行</source>
        <translation>Rows with blanks</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>一个数也没有的行</source>
        <translation>Rows without any figure</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>没有隐藏的行。</source>
        <translation>No rows are hidden.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_strip.py"/>
        <source>共 {left} 行。</source>
        <translation>{left} rows.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_sums.py"/>
        <source>计数 {count}</source>
        <translation>Count {count}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_sums.py"/>
        <source>平均 {average}</source>
        <translation>Average {average}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_sums.py"/>
        <source>单位不同，不合计</source>
        <translation>Different units: no sum</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_sums.py"/>
        <source>另有文字 {count} 格未计</source>
        <translation>{count} cells with text not counted</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_sums.py"/>
        <source>合计 {total} {unit}</source>
        <translation>Sum {total} {unit}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seeing_years.py"/>
        <source>各年：{course}</source>
        <translation>Years: {course}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seek_commands.py"/>
        <source>已回到版本“{name}”，可用撤销一次退回。</source>
        <translation>Back at version “{name}”; one undo takes it back.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seek_commands.py"/>
        <source>“{block}”现在没有印出来。</source>
        <translation>“{block}” is not printed at present.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seek_commands.py"/>
        <source>前面没有到过别的地方。</source>
        <translation>No earlier place.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/seek_commands.py"/>
        <source>后面没有到过别的地方。</source>
        <translation>No later place.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/sheet_lines.py"/>
        <source>＋ 在这里输入{what}，增加一行</source>
        <translation>+ Type {what} here to add a row</translation>
    </message>
    <message>
        <location filename="../desktop/ui/sheet_lines.py"/>
        <source>＋ 在这里输入科目代码、名称或拼音首字母，增加一行</source>
        <translation>＋ Type a code, name or pinyin initials here to add a row</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>部门决算公开：填报、审核、公开文本</source>
        <translation>Published final accounts: filling in, checking, publishing</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>第 {version} 版　数据全部留在本机</source>
        <translation>Version {version} · all data stays on this computer</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>最近打开</source>
        <translation>Recent</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>最近打开的文档</source>
        <translation>Recent documents</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>还没有打开过文档。第一次使用可以先看示例。</source>
        <translation>No document was opened yet. The sample is a good start.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>从列表中去掉</source>
        <translation>Take off the list</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>新建文档(&amp;N)</source>
        <translation>&amp;New document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>选表套、单位和年度，从空表开始</source>
        <translation>Choose table set, unit and year; start with empty tables</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>打开文档(&amp;O)</source>
        <translation>&amp;Open a document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>打开已有的 .mz 文档</source>
        <translation>Open a .mz document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>导入工作簿(&amp;I)</source>
        <translation>&amp;Import a workbook</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>读入财政的 Excel 或 WPS 表</source>
        <translation>Read the bureau's Excel or WPS tables</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>打开示例(&amp;S)</source>
        <translation>Open the &amp;sample</translation>
    </message>
    <message>
        <location filename="../desktop/ui/start_page.py"/>
        <source>一个真实部门的完整决算</source>
        <translation>Complete accounts of a real department</translation>
    </message>
    <message>
        <location filename="../desktop/ui/stepped.py"/>
        <source>按 Esc 停止；别的键等做完再照办。</source>
        <translation>Esc stops it; other keys are kept until it is done.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/stepped.py"/>
        <source>这一步不能中断，做完以后可以撤销。</source>
        <translation>This step cannot be interrupted; it can be undone afterwards.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/table_commands.py"/>
        <source>选择财政部当年的科目表</source>
        <translation>Choose the official code list of the year</translation>
    </message>
    <message>
        <location filename="../desktop/ui/table_commands.py"/>
        <source>打印和预览带签章栏。</source>
        <translation>Print and preview show the signature block.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/table_commands.py"/>
        <source>打印和预览不带签章栏。</source>
        <translation>Print and preview are without signature block.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/table_commands.py"/>
        <source>{label}，可撤销。</source>
        <translation>{label}; it can be undone.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/table_commands.py"/>
        <source>这张表不按科目增加行。</source>
        <translation>Rows of this table are not added by code.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tool_bar.py"/>
        <source>工具栏</source>
        <translation>Toolbar</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tool_bar.py"/>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tool_bar.py"/>
        <source>导入表格</source>
        <translation>Import</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tool_bar.py"/>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tool_bar.py"/>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tool_bar.py"/>
        <source>增加科目</source>
        <translation>Add a subject</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour.py"/>
        <source>导览</source>
        <translation>Tour</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour.py"/>
        <source>上一步(&amp;P)</source>
        <translation>&amp;Previous</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour.py"/>
        <source>下一步(&amp;N)</source>
        <translation>&amp;Next</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour.py"/>
        <source>结束导览</source>
        <translation>End Tour</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour.py"/>
        <source>Esc 随时结束</source>
        <translation>Esc ends it at any time</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour.py"/>
        <source>试一试：{what}</source>
        <translation>Try it: {what}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour.py"/>
        <source>完成(&amp;N)</source>
        <translation>Do&amp;ne</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_card.py"/>
        <source>第一次用明账？</source>
        <translation>New to Mingzhang?</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_card.py"/>
        <source>用示例部门走一遍，八步、约五分钟：填表、审核、解释、文稿。随时可以按 Esc 离开，以后在“帮助”菜单里还能再看。</source>
        <translation>Walk through the sample department: eight steps, about five minutes, from filling in to the document. Esc leaves at any time; the Help menu starts it again.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_card.py"/>
        <source>开始导览(&amp;T)</source>
        <translation>Start the &amp;Tour</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_card.py"/>
        <source>不用了</source>
        <translation>No, Thanks</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>全部的表</source>
        <translation>All tables</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>左边列出这套公开表，每张表前面的记号是它的状态：空、填报中、有错、已核、已锁。</source>
        <translation>The tables of the set are at the left; the mark in front of each is its state: empty, in progress, with errors, checked or locked.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>单击另一张表，或按 {key}。</source>
        <translation>click another table, or press {key}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>像 Excel 一样填</source>
        <translation>Fill in as in Excel</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>表和印出来的一样。直接键入就替换，F2 接着改，回车到下一格；合计、别的表里相同的数自动得出。</source>
        <translation>The table looks as it is printed. Typing replaces, F2 edits, Enter goes on; totals and the same figures of other tables come by themselves.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>在这一格键入 =241.31+10 回车，看下面多出什么问题，再按 {key} 撤销。</source>
        <translation>type =241.31+10 and Enter in this cell, see which findings appear below, then undo with {key}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>这个数是什么</source>
        <translation>What this figure is</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>表上面一行说明正在哪一格、精确的数、是填的还是算的、上年是多少。</source>
        <translation>The bar above the table tells the cell, the exact figure, whether it was entered or computed, and last year's.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>按 F1 看这一格的填表说明：填什么、依据是什么、哪些规则审核它。</source>
        <translation>press F1 for the help of this cell: what to enter, on what basis, and which rules check it.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>边填边审</source>
        <translation>Checked while you type</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>下面是审核结果：错误必须改，警告要写明原因。每条写着两边的数、差额、依据和怎么办，能确定的可以一键改正。</source>
        <translation>The findings are below: errors must be corrected, warnings need a reason. Each tells both figures, the difference, the basis and what to do; certain repairs take one click.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>按 {key} 到下一个问题，{back} 回到上一个。</source>
        <translation>{key} goes to the next finding, {back} back to the one before.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>数从哪里来</source>
        <translation>Where a figure comes from</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>解释面板用文字和数写出这个数怎样算出，一直追到填报数；也列出它影响哪些格、哪些句子。</source>
        <translation>The explanation tells in words and figures how it is computed, down to what was entered, and which cells and sentences depend on it.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>单击一个带下划线的数，就到那一格；{key} 打开、关闭。</source>
        <translation>click an underlined figure to go to its cell; {key} opens and closes the panel.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>和上年比</source>
        <translation>Compared with last year</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>打开“上年数”，每个数下面就是上年数、增减和增减率。</source>
        <translation>With “Prior Year” on, last year's figure, the change and its rate stand below each figure.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>按 {key} 打开，再按一次关闭。</source>
        <translation>press {key} to turn it on, and again to turn it off.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>公开的文稿</source>
        <translation>The published document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>目录、表、情况说明、名词解释在一篇里，文中的数都取自表，改一格，有关的句子当场跟着变。</source>
        <translation>Contents, tables, text and glossary are one document; its figures come from the tables, and a changed cell changes its sentences at once.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>单击“文稿”或按 {key}；写完用 {check} 作出版前检查。</source>
        <translation>click the document entry or press {key}; when it is written, {check} runs the pre-flight check.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>需要的时候</source>
        <translation>When you need it</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>F1 在哪里按就讲哪里；手册、全部按键、这个导览都在“帮助”菜单。示例可以随便改，不影响别的文档。</source>
        <translation>F1 explains the place where it is pressed; the manual, all keys and this tour are in the Help menu. The sample is yours to play with.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/tour_steps.py"/>
        <source>按 Esc 结束，接着用示例，或者新建自己的文档。</source>
        <translation>press Esc to end, go on with the sample or make a document of your own.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/trial.py"/>
        <source>打开了样例，可以输入；屏幕 {width}×{height}，缩放 {scale}，字体 {font}，{platform}。</source>
        <translation>Opened the sample and took input; screen {width}×{height}, scaling {scale}, font {font}, {platform}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/trial.py"/>
        <source>表格没有接受键盘输入。</source>
        <translation>The table took no input from the keyboard.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/trial.py"/>
        <source>按 Esc 没有放弃输入。</source>
        <translation>Esc did not give up the input.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/trial.py"/>
        <source>窗口没有显示出来。</source>
        <translation>The window did not appear.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/trial.py"/>
        <source>窗口一直是空白的。</source>
        <translation>The window stayed blank.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/trial.py"/>
        <source>样例的第一张表没有可以填的格。</source>
        <translation>The first table of the sample has no cell to fill in.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/trial.py"/>
        <source>按 Esc 以后单元格的内容变了。</source>
        <translation>The cell changed although the input was given up with Esc.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/trial.py"/>
        <source>窗口没有打开样例文档。</source>
        <translation>The window did not open the sample document.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/value_bar.py"/>
        <source>全文</source>
        <translation>Full text</translation>
    </message>
    <message>
        <location filename="../desktop/ui/value_bar.py"/>
        <source>没有采用：{why} 原来的值仍然有效，按 F2 修改，按 Esc 放弃。</source>
        <translation>Not taken: {why} The old value stays in force. F2 to correct, Esc to give up.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/value_bar.py"/>
        <source>直接键入，回车确认。</source>
        <translation>Just type, Enter takes it.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/value_bar.py"/>
        <source>计算值 {value}</source>
        <translation>computed {value}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>{unit}版本对照</source>
        <translation>{unit} version comparison</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>版本</source>
        <translation>Versions</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>不同的内容</source>
        <translation>Contents that differ</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>不同的句子</source>
        <translation>Sentences that differ</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>保存版本……</source>
        <translation>Save version…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>比较</source>
        <translation>Compare</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>和另一个文档比较……</source>
        <translation>Compare with a file…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>回到这个版本……</source>
        <translation>Go back to it…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>对照报告（PDF）……</source>
        <translation>Report (PDF)…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>内容（{n}）</source>
        <translation>Contents ({n})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>文稿的句子（{n}）</source>
        <translation>Sentences ({n})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>还没有版本。“保存版本”给现在的内容起个名字，以后可以比较，也可以回来。</source>
        <translation>No versions yet. “Save version” names the document as it is, to compare with it and to come back to it.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>保存版本</source>
        <translation>Save version</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>给现在的内容起个名字：</source>
        <translation>A name for the document as it is:</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>和哪个文档比较</source>
        <translation>Compare with which document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>回到版本</source>
        <translation>Go back to a version</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>把文档改回版本“{name}”的内容？</source>
        <translation>Change the document back to version “{name}”?</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>现在的内容会先保存为一个版本；回去以后可以用撤销一次退回。</source>
        <translation>What stands now is saved as a version first; one undo takes the step back.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>从列表中删除版本“{name}”？</source>
        <translation>Delete version “{name}” from the list?</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>从列表中删除 {n} 个版本？</source>
        <translation>Delete {n} versions from the list?</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>对照报告</source>
        <translation>Comparison report</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>比较这两个版本</source>
        <translation>Compare these two</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>和现在比较</source>
        <translation>Compare with now</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>读取版本</source>
        <translation>Reading the version</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>正在回到版本……</source>
        <translation>Going back…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>选一个版本和现在比较，选两个就互相比较。</source>
        <translation>Choose one version to compare it with now, or two to compare them.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>回到这个版本</source>
        <translation>Go back to it</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>删除版本</source>
        <translation>Delete version</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>只删名字，修改记录还在。</source>
        <translation>Only the name goes; the journal stays.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_dialog.py"/>
        <source>已写出 {out}，共 {pages} 页。</source>
        <translation>{out} written, {pages} pages.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_model.py"/>
        <source>自己命名</source>
        <translation>named</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_model.py"/>
        <source>导入前自动</source>
        <translation>automatic, before import</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_model.py"/>
        <source>定稿时自动</source>
        <translation>automatic, made final</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_model.py"/>
        <source>回到版本前自动</source>
        <translation>automatic, before going back</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_model.py"/>
        <source>谁</source>
        <translation>Who</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_model.py"/>
        <source>由来</source>
        <translation>Origin</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_model.py"/>
        <source>原来（{name}）</source>
        <translation>Before ({name})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_model.py"/>
        <source>后来（{name}）</source>
        <translation>After ({name})</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_model.py"/>
        <source>文稿的句子没有不同。</source>
        <translation>No sentence differs.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_model.py"/>
        <source>划去的字是原来的，带底线的粗字是后来的。</source>
        <translation>Struck-out words are the old ones; bold underlined words are the new ones.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/versions_model.py"/>
        <source>后来</source>
        <translation>After</translation>
    </message>
    <message>
        <location filename="../desktop/ui/window.py"/>
        <source>明账 {version}</source>
        <translation>Mingzhang {version}</translation>
    </message>
    <message>
        <location filename="../desktop/ui/window.py"/>
        <source>F4 看下一个问题，F3 看数字的来历。</source>
        <translation>F4: next finding. F3: where a figure comes from.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/window.py"/>
        <source>关闭文档</source>
        <translation>Close the document</translation>
    </message>
    <message>
        <location filename="../desktop/ui/window.py"/>
        <source>“{name}”有 {n} 步修改还没有保存。</source>
        <translation>“{name}” has unsaved steps: {n}.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/window.py"/>
        <source>部门决算公开的填报、审核和公开文本。全部数据留在本机，不联网。</source>
        <translation>Filling in, checking and publishing final accounts of departments. All data stays on this computer; nothing goes online.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/window.py"/>
        <source>不保存</source>
        <translation>Do not save</translation>
    </message>
    <message>
        <location filename="../desktop/ui/window_menus.py"/>
        <source>［只读］</source>
        <translation> [read-only]</translation>
    </message>
    <message>
        <location filename="../desktop/ui/window_menus.py"/>
        <source>［已定稿］</source>
        <translation> [final]</translation>
    </message>
    <message>
        <location filename="../desktop/ui/window_menus.py"/>
        <source>只读</source>
        <translation>read-only</translation>
    </message>
    <message>
        <location filename="../desktop/ui/window_menus.py"/>
        <source>未保存 {n} 步（已随时记下）</source>
        <translation>Steps not saved: {n} (kept in the journal)</translation>
    </message>
    <message>
        <location filename="../desktop/ui/window_menus.py"/>
        <source>已保存</source>
        <translation>saved</translation>
    </message>
    <message>
        <location filename="../desktop/ui/work.py"/>
        <source>这一步不能中断，很快就好。</source>
        <translation>This cannot be stopped; it will not take long.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/work.py"/>
        <source>正在停止，等这一步做完……</source>
        <translation>Stopping when this step is done…</translation>
    </message>
    <message>
        <location filename="../desktop/ui/workspace.py"/>
        <source>{label} 不在表上。</source>
        <translation>{label} is not in the table.</translation>
    </message>
    <message>
        <location filename="../desktop/ui/workspace.py"/>
        <source>这张表没有上年数；新建文档时选上年文档，或导入上年的工作簿，就有了。</source>
        <translation>This table has no figures of last year; choose last year's document when making a new one, or import last year's workbook.</translation>
    </message>
</context>
</TS>
