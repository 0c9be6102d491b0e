"""Why the operating system refused something, in the user's language: its own words are English on many systems."""

from __future__ import annotations

import errno
from typing import Final

_WORDS: Final = {
    "ENOSPC": "磁盘空间不足",
    "EDQUOT": "磁盘配额已满",
    "EFBIG": "文件超过允许的大小",
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "EROFS": "介质只读",
    "ENOENT": "找不到文件或文件夹",
    "ENOTDIR": "路径中有一段不是文件夹",
    "EISDIR": "这是文件夹，不是文件",
    "EEXIST": "已有同名的文件",
    "ENAMETOOLONG": "文件名或路径过长",
    "EINVAL": "名称或位置不能使用",
    "EILSEQ": "名称中有不能使用的字符",
    "ELOOP": "链接指向自己",
    "EIO": "磁盘读写出错",
    "EBUSY": "正被占用",
    "ETXTBSY": "正被占用",
    "EMFILE": "打开的文件太多",
    "ENFILE": "打开的文件太多",
    "ENOMEM": "内存不足",
    "ENODEV": "设备已断开",
    "ENXIO": "设备已断开",
    "ESTALE": "网络盘已断开",
    "ETIMEDOUT": "网络盘没有回应",
    "ENOTCONN": "网络盘已断开",
    "EHOSTDOWN": "网络盘已断开",
    "EHOSTUNREACH": "网络盘已断开",
}
_BY_NUMBER: Final = {number: words for name, words in _WORDS.items() if (number := getattr(errno, name, None)) is not None}


def reason(error: OSError) -> str:
    """A few words for the middle of a sentence; what is not known keeps the system's own words."""
    if error.errno in _BY_NUMBER:
        return _BY_NUMBER[error.errno]
    return error.strerror or str(error) or type(error).__name__
