/* For testing under wine only: the one function that programs take from Windows' bcryptprimitives.dll, which wine 8 does not have.
   It fills a buffer with random bytes; advapi32 has the same under another name. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    while (length > 0) {
        ULONG part = length < 4096 ? (ULONG)length : 4096;
        if (!SystemFunction036(buffer, part))
            return FALSE;
        buffer += part;
        length -= part;
    }
    return TRUE;
}
