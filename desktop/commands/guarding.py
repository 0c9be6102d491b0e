"""Commands about who may read what: the password of a document, and the bundle for whoever helps."""

from __future__ import annotations

import argparse

from desktop.commands.answers import DONE, opened, say, tell


def do_password(options: argparse.Namespace) -> int:
    from desktop.app import passwords
    from desktop.app.problems import Refused

    with opened(options, write=True) as session:
        document = session.document
        had = document.protected
        if options.remove and not had:
            raise Refused(f"“{options.file}”没有密码。")
        left = document.set_password(None if options.remove else passwords.new_password(options.new_password_file))
    if options.remove:
        say(f"已取消密码：{options.file}。文件和备份现在没有加密。")
    else:
        say(f"已{'更换' if had else '设置'}密码：{options.file}。{passwords.FINAL}")
        say(passwords.WHILE_OPEN)
    if left:
        tell(f"有 {left} 份备份没有跟着改，仍是原来的样子；用 restore --list 查看。")
    return DONE


def do_support(options: argparse.Namespace) -> int:
    from desktop.app import support

    pieces = support.collect(options.document)
    say(f"支持包里有：\n{support.listed(pieces)}")
    say(f"已写入 {support.write(options.out, pieces)}。程序不会把它发给任何人，请自己转交。")
    return DONE
