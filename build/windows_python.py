"""The Windows interpreter and its packages: from the package index, by pinned hashes; the signatures of the interpreter are checked."""

import hashlib
import re
import shutil
import ssl
import subprocess
from pathlib import Path

from common import BUILD, megabytes, must, run, say, stop, venv_python
from wine import WORK

PYTHON = WORK / "python"
TAG = "312"
PINNED = BUILD / "requirements" / "windows-python.txt"
PACKAGES = BUILD / "requirements" / "windows.txt"
# Tools of developers that neither the suite nor the bundle needs under wine; they are large.
NOT_NEEDED = {"mypy", "ruff", "librt", "ast-serialize", "mypy-extensions", "hatchling", "editables", "trove-classifiers", "pathspec", "uv"}

SIGNER = "CN=Python Software Foundation"
# Moments in which the certificates were valid: 2025-02-05 for this build (valid for three days), 2024-12-01 for OpenSSL and libffi, which the
# foundation had built and signed before.
SIGNED_AT = ("1738713600", "1733011200")
# "Microsoft Identity Verification Root Certificate Authority 2020", the root of the first. It is not in Debian's store, so it is taken out
# of the signature and has to be this one. The root of the second (DigiCert) is in the store.
ROOT_SHA256 = "5367f20c7ade0e2bca790915056d086b720c33c1fa2a2661acf787e3292e1270"
STORE = Path("/etc/ssl/certs/ca-certificates.crt")
# Files of Microsoft, not of the foundation; the pinned hash of the whole vouches for them.
NOT_SIGNED_BY_IT = ("vcruntime140.dll", "vcruntime140_1.dll")


def make_python():
    """``out/windows/python``: interpreter and packages. Returns the python.exe."""
    wanted = hashlib.sha256(
        PINNED.read_bytes() + PACKAGES.read_bytes() + __doc__.encode() + " ".join(sorted(NOT_NEEDED)).encode()
    ).hexdigest()
    stamp = PYTHON / "made-from.txt"
    if not (stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        shutil.rmtree(PYTHON, ignore_errors=True)
        pip = [
            venv_python(),
            "-m",
            "pip",
            "--disable-pip-version-check",
            "install",
            "--quiet",
            "--no-compile",
            "--no-deps",
            "--require-hashes",
        ]
        quiet = {"PIP_ROOT_USER_ACTION": "ignore"}
        must([*pip, "--no-binary", ":all:", "--requirement", PINNED, "--target", PYTHON], "没有得到 Windows 版 Python。", env=quiet)
        check_signatures()
        _leave_wmi_out()
        say("安装 Windows 版的软件包……")
        needed = WORK / "windows-packages.txt"
        needed.write_text(without(PACKAGES.read_text(encoding="utf-8"), NOT_NEEDED), encoding="utf-8")
        system = [
            "--platform",
            "win_amd64",
            "--python-version",
            "3.12",
            "--implementation",
            "cp",
            "--abi",
            "cp" + TAG,
            "--abi",
            "abi3",
            "--abi",
            "none",
        ]
        site = PYTHON / "Lib" / "site-packages"
        must(
            [*pip, *system, "--only-binary", ":all:", "--requirement", needed, "--target", site], "Windows 版的软件包没有装全。", env=quiet
        )
        # shutil of Python 3.12 copies through a function of Windows 8 that wine 8 has not; this makes it copy the way it did before.
        (site / "wine_gaps.pth").write_text('import _winapi; _winapi.__dict__.pop("CopyFile2", None)\n', encoding="utf-8")
        stamp.write_text(wanted, encoding="utf-8")
    # Without this file the interpreter finds its packages, the folder it works in and PYTHONPATH as an installed Python does.
    (PYTHON / ("python%s._pth" % TAG)).unlink(missing_ok=True)
    say("Windows 版 Python 和软件包 %.0f MB" % megabytes(PYTHON))
    return PYTHON / "python.exe"


def without(text, names):
    """A hashed requirements file without some distributions."""
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9#])", text)
    return "".join(block for block in blocks if re.split(r"[=<>~! \[]", block, maxsplit=1)[0].lower().replace("_", "-") not in names)


def _leave_wmi_out():
    """Without this module ``platform`` finds the version of Windows another way; wine 8 ends when it is asked through it."""
    (PYTHON / "_wmi.pyd").unlink(missing_ok=True)


def check_signatures():
    """Every program and library of the interpreter is signed by the Python Software Foundation, under the root we know.

    Stops with the name of the file that is not.
    """
    root = _root_certificate(PYTHON / "python.exe")
    helped = subprocess.run(["osslsigncode", "verify", "--help"], capture_output=True, text=True, check=False)
    # The certificate's revocation list would be asked for on the network by the newer versions of the tool.
    offline = [option for option in ("-ignore-cdp", "-ignore-crl") if option in helped.stdout + helped.stderr]
    files = sorted(
        path for path in PYTHON.iterdir() if path.suffix.lower() in {".exe", ".dll", ".pyd"} and path.name not in NOT_SIGNED_BY_IT
    )
    for path in files:
        answers = [_verify(path, root, moment, offline) for moment in SIGNED_AT]
        if not any(code == 0 and SIGNER in text for code, text in answers):
            say(answers[0][1])
            stop("Windows 版 Python 的 %s 没有有效的 Python Software Foundation 签名。" % path.name)
    if len(files) < 25:
        stop("Windows 版 Python 不完整：只有 %d 个程序文件。" % len(files))
    say("%d 个程序文件都有 Python Software Foundation 的有效签名。" % len(files))


def _verify(path, roots, moment, options):
    command = ["osslsigncode", "verify", "-ignore-timestamp", *options, "-time", moment, "-CAfile", str(roots), "-in", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=60, check=False)
    return done.returncode, done.stdout + done.stderr


def _root_certificate(path):
    """A file of root certificates: the system's, and the one inside a signature when it is the one we know."""
    signature, found = WORK / "signature.pem", WORK / "root.pem"
    signature.unlink(missing_ok=True)
    if run(["osslsigncode", "extract-signature", "-pem", "-in", path, "-out", signature], quiet=True) != 0:
        stop("%s 没有签名。" % path.name)
    printed = subprocess.run(
        ["openssl", "pkcs7", "-in", str(signature), "-print_certs"], capture_output=True, text=True, timeout=60, check=True
    ).stdout
    for pem in re.findall(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", printed, re.DOTALL):
        if hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest() == ROOT_SHA256:
            found.write_text(STORE.read_text(encoding="utf-8") + pem + "\n", encoding="utf-8")
            return found
    raise SystemExit("%s 的签名不出自已知的根证书。" % path.name)
