/* For testing under wine only: the converters of Windows 10's icuuc.dll, which wine 8 does not have and Qt is linked with.
   None can be opened, so Qt keeps to the ones of its own; the others are never reached without an open converter.
   Calling convention and arguments do not matter to a function that looks at none of them on x86-64. */
#include <stddef.h>
#include <stdint.h>

#define PUBLIC __declspec(dllexport)
enum { NO_SUCH_FILE = 4 };

PUBLIC void *ucnv_open(const char *name, int32_t *error)
{
    (void)name;
    if (error != NULL)
        *error = NO_SUCH_FILE;
    return NULL;
}

PUBLIC int32_t ucnv_countAvailable(void) { return 0; }
PUBLIC const char *ucnv_getAvailableName(int32_t number) { (void)number; return NULL; }
PUBLIC int8_t ucnv_getMaxCharSize(const void *converter) { (void)converter; return 1; }

#define NOTHING(name) PUBLIC void *name(void) { return NULL; }
NOTHING(ucnv_close)
NOTHING(ucnv_reset)
NOTHING(ucnv_getName)
NOTHING(ucnv_getStandardName)
NOTHING(ucnv_getToUCallBack)
NOTHING(ucnv_getFromUCallBack)
NOTHING(ucnv_setToUCallBack)
NOTHING(ucnv_setFromUCallBack)
NOTHING(ucnv_cbToUWriteUChars)
NOTHING(ucnv_cbFromUWriteUChars)
NOTHING(ucnv_toUnicode)
NOTHING(ucnv_fromUnicode)
NOTHING(ucnv_toUCountPending)
NOTHING(ucnv_fromUCountPending)
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
