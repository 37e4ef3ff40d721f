/*
 * A PKCS#11 module that wraps SoftHSM2 and shows one quirk of a real one.
 *
 * Which quirk is in its file's name: quirk-pin-pad.so; under another name, in the environment as QUIRK. Beside it lies a copy of SoftHSM2's module, quirk-pin-pad.so.real, so that each
 * has a state of its own in one process. Some quirks begin only once a file quirk-NAME.so.on is there, and end when it goes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define MOST_ATTRIBUTES 64
#define UNTOLD ((CK_ULONG)-1)

static CK_FUNCTION_LIST *real, ours;
static char name[128], path[4096];
static int context_login, half_left, changed_pin, lost, sessions, died;
static CK_MECHANISM_TYPE signing;
static CK_SESSION_HANDLE dead_session;

static int is(const char *quirk) { return strcmp(name, quirk) == 0; }

static int is_on(void) {
    char control[4200];
    snprintf(control, sizeof control, "%s.on", path);
    return access(control, F_OK) == 0;
}

static void each_call(void) {
    if (is("slow")) {
        struct timespec some = {0, 700000000};
        nanosleep(&some, NULL);
    }
    if (is("prints")) {
        printf("a driver says something on standard output\n");
        fprintf(stderr, "a driver says something on standard error\n");
    }
}

static CK_RV gone(void) {
    if (is("lost") && is_on()) lost = 1;
    return lost ? CKR_DEVICE_ERROR : CKR_OK;
}

#define BEGIN { each_call(); CK_RV g = gone(); if (g != CKR_OK) return g; }

static int is_usage(CK_ATTRIBUTE_TYPE type) {
    return type == CKA_SIGN || type == CKA_VERIFY || type == CKA_ENCRYPT || type == CKA_DECRYPT || type == CKA_WRAP || type == CKA_UNWRAP
        || type == CKA_DERIVE || type == CKA_SIGN_RECOVER || type == CKA_VERIFY_RECOVER;
}

static int is_false(CK_ATTRIBUTE *attribute) { return attribute->ulValueLen == 1 && *(CK_BBOOL *)attribute->pValue == 0; }

static CK_RV refuse(CK_ATTRIBUTE *template, CK_ULONG count, int is_public) {
    for (CK_ULONG at = 0; at < count; at++) {
        CK_ATTRIBUTE *a = &template[at];
        if (is("no-recover") && (a->type == CKA_SIGN_RECOVER || a->type == CKA_VERIFY_RECOVER || a->type == CKA_DERIVE)) return CKR_ATTRIBUTE_TYPE_INVALID;
        if ((is("no-false-usage") || is("half-left")) && is_usage(a->type) && is_false(a)) return CKR_GENERAL_ERROR;
        if (is("no-public-usage") && is_usage(a->type) && is_public) return CKR_GENERAL_ERROR;
        if (is("no-usage") && is_usage(a->type)) return CKR_TEMPLATE_INCONSISTENT;
        if (is("id-short") && a->type == CKA_ID && a->ulValueLen > 8) return CKR_ATTRIBUTE_VALUE_INVALID;
    }
    return CKR_OK;
}

static CK_ULONG copy(CK_ATTRIBUTE *to, CK_ATTRIBUTE *from, CK_ULONG count) {
    static CK_BYTE own[] = {2};
    memcpy(to, from, count * sizeof *from);
    for (CK_ULONG at = 0; at < count; at++) {
        if (to[at].type != CKA_ID) continue;
        if (is("id-cut") && to[at].ulValueLen > 2) to[at].ulValueLen = 2;
        if (is("id-own") || is("id-own-hangs") || is("id-fixed")) { to[at].pValue = own; to[at].ulValueLen = sizeof own; }
    }
    return count;
}

/* A token that does not want to be told of a usage does not give it to a key either; SoftHSM2 would. */
static CK_ULONG deny(CK_ATTRIBUTE *template, CK_ULONG count) {
    static const CK_ATTRIBUTE_TYPE usages[] = {CKA_SIGN, CKA_SIGN_RECOVER, CKA_DECRYPT, CKA_UNWRAP, CKA_DERIVE};
    static CK_BBOOL no = 0;
    if (!is("no-recover") && !is("no-false-usage") && !is("no-public-usage") && !is("half-left")) return count;
    for (CK_ULONG usage = 0; usage < sizeof usages / sizeof *usages; usage++) {
        int is_named = 0;
        for (CK_ULONG at = 0; at < count; at++) is_named |= template[at].type == usages[usage];
        if (!is_named) template[count++] = (CK_ATTRIBUTE){usages[usage], &no, 1};
    }
    return count;
}

/* The public half alone, as a token leaves it that fails in the middle. */
static void leave_half(CK_SESSION_HANDLE session, CK_ATTRIBUTE *template, CK_ULONG count) {
    CK_OBJECT_CLASS class = CKO_PUBLIC_KEY;
    CK_KEY_TYPE type = CKK_RSA;
    CK_BYTE modulus[128], exponent[] = {1, 0, 1};
    CK_BBOOL yes = 1;
    CK_ATTRIBUTE half[8] = {{CKA_CLASS, &class, sizeof class}, {CKA_KEY_TYPE, &type, sizeof type}, {CKA_TOKEN, &yes, 1}, {CKA_MODULUS, modulus, sizeof modulus}, {CKA_PUBLIC_EXPONENT, exponent, 3}};
    CK_ULONG with = 5;
    CK_OBJECT_HANDLE made;
    memset(modulus, 0xc5, sizeof modulus);
    for (CK_ULONG at = 0; at < count; at++)
        if (template[at].type == CKA_LABEL || template[at].type == CKA_ID) half[with++] = template[at];
    half_left = real->C_CreateObject(session, half, with, &made) == CKR_OK;
}

/* Nothing is done by a call that had to wait: whoever waited for it is long gone. */
static int waited_while_on(void) {
    int waited = is_on();
    while (is_on()) usleep(50000);
    return waited;
}

static CK_RV generate_pair(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_ATTRIBUTE *public_half, CK_ULONG public_count, CK_ATTRIBUTE *private_half, CK_ULONG private_count,
                           CK_OBJECT_HANDLE *public_key, CK_OBJECT_HANDLE *private_key) {
    CK_ATTRIBUTE pub[MOST_ATTRIBUTES], priv[MOST_ATTRIBUTES];
    CK_RV answer;
    BEGIN
    if (is("hangs") && waited_while_on()) return CKR_FUNCTION_CANCELED;
    if (is("dies-once") && !died) { died = 1; dead_session = session; return CKR_SESSION_HANDLE_INVALID; }
    if (dead_session && session == dead_session) return CKR_SESSION_HANDLE_INVALID;
    if (is("no-ec") && mechanism->mechanism == CKM_EC_KEY_PAIR_GEN) return CKR_MECHANISM_INVALID;
    for (CK_ULONG at = 0; at < public_count; at++)
        if (is("small-only") && public_half[at].type == CKA_MODULUS_BITS && *(CK_ULONG *)public_half[at].pValue > 2048) return CKR_KEY_SIZE_RANGE;
    answer = refuse(public_half, public_count, 1);
    if (answer == CKR_OK) answer = refuse(private_half, private_count, 0);
    if (answer != CKR_OK) {
        if (is("half-left") && !half_left) leave_half(session, public_half, public_count);
        return answer;
    }
    answer = real->C_GenerateKeyPair(session, mechanism, pub, copy(pub, public_half, public_count), priv, deny(priv, copy(priv, private_half, private_count)), public_key, private_key);
    if (is("hangs-after")) waited_while_on();
    return answer;
}

static CK_RV generate_key(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_ATTRIBUTE *template, CK_ULONG count, CK_OBJECT_HANDLE *key) {
    CK_ATTRIBUTE mine[MOST_ATTRIBUTES];
    BEGIN
    if (is("no-aes") && mechanism->mechanism == CKM_AES_KEY_GEN) return CKR_MECHANISM_INVALID;
    CK_RV answer = refuse(template, count, 0);
    return answer != CKR_OK ? answer : real->C_GenerateKey(session, mechanism, mine, copy(mine, template, count), key);
}

static void hide(CK_ATTRIBUTE *attribute) { attribute->ulValueLen = UNTOLD; }

static CK_RV get_attributes(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template, CK_ULONG count) {
    BEGIN
    if (is("few-attributes") && count > 3) return CKR_ARGUMENTS_BAD;
    CK_OBJECT_CLASS class = 0;
    CK_ATTRIBUTE of_class = {CKA_CLASS, &class, sizeof class};
    real->C_GetAttributeValue(session, object, &of_class, 1);
    CK_RV answer = real->C_GetAttributeValue(session, object, template, count);
    int is_private = class == CKO_PRIVATE_KEY || class == CKO_SECRET_KEY;
    for (CK_ULONG at = 0; at < count; at++) {
        CK_ATTRIBUTE *a = &template[at];
        int about_safety = a->type == CKA_SENSITIVE || a->type == CKA_ALWAYS_SENSITIVE || a->type == CKA_NEVER_EXTRACTABLE || a->type == CKA_LOCAL;
        if (a->ulValueLen == UNTOLD) continue;
        if (is("not-told") && is_private && about_safety) { hide(a); answer = CKR_ATTRIBUTE_TYPE_INVALID; continue; }
        if (is("told-false") && is_private && about_safety && a->pValue) *(CK_BBOOL *)a->pValue = 0;
        if (is("recovers") && class == CKO_PRIVATE_KEY && a->type == CKA_SIGN_RECOVER && a->pValue) *(CK_BBOOL *)a->pValue = 1;
        if (is("extractable") && is_private && a->type == CKA_EXTRACTABLE && a->pValue) *(CK_BBOOL *)a->pValue = 1;
        if (is("no-private-size") && is_private && (a->type == CKA_MODULUS || a->type == CKA_EC_PARAMS || a->type == CKA_PUBLIC_EXPONENT)) { hide(a); answer = CKR_ATTRIBUTE_SENSITIVE; continue; }
        if (is("point-raw") && a->type == CKA_EC_POINT && a->pValue && a->ulValueLen > 2) {
            CK_BYTE *v = a->pValue;
            CK_ULONG skip = v[1] & 0x80 ? 3 : 2;
            memmove(v, v + skip, a->ulValueLen - skip);
            a->ulValueLen -= skip;
        }
        if (is("point-bits") && a->type == CKA_EC_POINT) {
            if (!a->pValue) a->ulValueLen += 1;
            else {
                /* 04 41 04 … becomes 03 42 00 04 …, in the room that was asked for */
                CK_BYTE *v = a->pValue;
                memmove(v + 3, v + 2, a->ulValueLen - 2);
                v[0] = 3; v[1] += 1; v[2] = 0;
                a->ulValueLen += 1;
            }
        }
        if (is("curve-name") && a->type == CKA_EC_PARAMS && a->ulValueLen == 10) {
            static const CK_BYTE p256[] = "\x13\x09secp256r1";
            if (a->pValue) memcpy(a->pValue, p256, 11);
            a->ulValueLen = 11;
        }
        if (is("modulus-zero") && a->type == CKA_MODULUS) {
            if (a->pValue) { memmove((CK_BYTE *)a->pValue + 1, a->pValue, a->ulValueLen); *(CK_BYTE *)a->pValue = 0; }
            a->ulValueLen += 1;
        }
        if (is("label-nul") && a->type == CKA_LABEL && class != CKO_DATA) {
            if (a->pValue) ((CK_BYTE *)a->pValue)[a->ulValueLen] = 0;
            a->ulValueLen += 1;
        }
        if (is("always-authenticate") && class == CKO_PRIVATE_KEY && a->type == CKA_ALWAYS_AUTHENTICATE && a->pValue) *(CK_BBOOL *)a->pValue = 1;
    }
    return answer;
}

static CK_RV login(CK_SESSION_HANDLE session, CK_USER_TYPE user, CK_UTF8CHAR *pin, CK_ULONG length) {
    BEGIN
    if (is("vendor-user")) {
        if (user == CKU_USER) return CKR_USER_TYPE_INVALID;
        if (user == 0x80000001UL) user = CKU_USER;
    }
    if (is("user-password") && user == CKU_USER) {
        if (length < 4 || memcmp(pin, "ada:", 4) != 0) return CKR_PIN_INCORRECT;
        return real->C_Login(session, user, pin + 4, length - 4);
    }
    if (user == CKU_CONTEXT_SPECIFIC && is("always-authenticate")) {
        if (length != 6 || memcmp(pin, "123456", 6) != 0) return CKR_PIN_INCORRECT;
        context_login = 1;
        return CKR_OK;
    }
    if (is("pin-pad")) {
        if (pin) return CKR_PIN_INCORRECT;
        return real->C_Login(session, user, (CK_UTF8CHAR *)(user == CKU_SO ? "87654321" : "123456"), user == CKU_SO ? 8 : 6);
    }
    if (is("no-login")) return CKR_USER_TYPE_INVALID;
    if (is("already-in") && user == CKU_USER) {
        CK_RV answer = real->C_Login(session, user, pin, length);
        return answer == CKR_OK ? CKR_USER_ALREADY_LOGGED_IN : answer;
    }
    return real->C_Login(session, user, pin, length);
}

static CK_RV logout(CK_SESSION_HANDLE session) {
    BEGIN
    return is("no-login") ? CKR_USER_NOT_LOGGED_IN : real->C_Logout(session);
}

static CK_RV init_pin(CK_SESSION_HANDLE session, CK_UTF8CHAR *pin, CK_ULONG length) {
    BEGIN
    if (is("pin-pad")) return pin ? CKR_PIN_INVALID : real->C_InitPIN(session, (CK_UTF8CHAR *)"123456", 6);
    return real->C_InitPIN(session, pin, length);
}

static CK_RV init_token(CK_SLOT_ID slot, CK_UTF8CHAR *pin, CK_ULONG length, CK_UTF8CHAR *label) {
    BEGIN
    if (is("pin-pad")) return pin ? CKR_PIN_INVALID : real->C_InitToken(slot, (CK_UTF8CHAR *)"87654321", 8, label);
    return real->C_InitToken(slot, pin, length, label);
}

static CK_RV set_pin(CK_SESSION_HANDLE session, CK_UTF8CHAR *old, CK_ULONG old_length, CK_UTF8CHAR *new, CK_ULONG new_length) {
    BEGIN
    if (is("pin-pad")) {
        CK_SESSION_INFO info;
        if (old || new) return CKR_PIN_INVALID;
        real->C_GetSessionInfo(session, &info);
        old = new = (CK_UTF8CHAR *)(info.state == CKS_RW_SO_FUNCTIONS ? "87654321" : "123456");
        old_length = new_length = info.state == CKS_RW_SO_FUNCTIONS ? 8 : 6;
    }
    CK_RV answer = real->C_SetPIN(session, old, old_length, new, new_length);
    if (answer == CKR_OK) changed_pin = 1;
    return answer;
}

static CK_RV token_info(CK_SLOT_ID slot, CK_TOKEN_INFO *info) {
    BEGIN
    CK_RV answer = real->C_GetTokenInfo(slot, info);
    if (answer != CKR_OK) return answer;
    if (is("same-serial")) memset(info->serialNumber, '0', sizeof info->serialNumber);
    if (is("no-login")) info->flags &= ~CKF_LOGIN_REQUIRED;
    if (is("pin-pad")) info->flags |= CKF_PROTECTED_AUTHENTICATION_PATH;
    if (is("pin-to-be-changed") && !changed_pin) info->flags |= CKF_USER_PIN_TO_BE_CHANGED;
    /* The password alone is counted: with the name and the colon it is longer. */
    if (is("user-password")) info->ulMaxPinLen = 8;
    if (is("pin-endless")) { info->ulMinPinLen = 0; info->ulMaxPinLen = ~0UL; }
    if (is("label-nul"))
        for (int at = 31; at >= 0 && info->label[at] == ' '; at--) info->label[at] = 0;
    return answer;
}

static CK_RV slot_list(CK_BBOOL present, CK_SLOT_ID *list, CK_ULONG *count) {
    BEGIN
    CK_RV answer = real->C_GetSlotList(present, list, count);
    if (is("slots-grow") && answer == CKR_OK && !list && *count > 1) *count -= 1;
    return answer;
}

static CK_RV mechanism_list(CK_SLOT_ID slot, CK_MECHANISM_TYPE *list, CK_ULONG *count) {
    BEGIN
    if (is("mechanisms-fail")) return CKR_FUNCTION_FAILED;
    CK_RV answer = real->C_GetMechanismList(slot, list, count);
    if (answer == CKR_OK && list && is("mechanisms-vendor") && *count > 2) { list[0] = CKM_VENDOR_DEFINED + 17; list[1] = 0x123456789abcUL; }
    if (answer == CKR_OK && list && (is("no-ec") || is("no-aes"))) {
        CK_ULONG kept = 0;
        for (CK_ULONG at = 0; at < *count; at++)
            if (list[at] != (is("no-ec") ? CKM_EC_KEY_PAIR_GEN : CKM_AES_KEY_GEN)) list[kept++] = list[at];
        *count = kept;
    }
    return answer;
}

static CK_RV mechanism_info(CK_SLOT_ID slot, CK_MECHANISM_TYPE type, CK_MECHANISM_INFO *info) {
    BEGIN
    CK_RV answer = real->C_GetMechanismInfo(slot, type, info);
    if (answer == CKR_OK && is("small-only") && type == CKM_RSA_PKCS_KEY_PAIR_GEN) info->ulMaxKeySize = 2048;
    return answer;
}

static CK_RV open_session(CK_SLOT_ID slot, CK_FLAGS flags, void *application, CK_NOTIFY notify, CK_SESSION_HANDLE *session) {
    BEGIN
    if (is("read-only") && (flags & CKF_RW_SESSION)) return CKR_TOKEN_WRITE_PROTECTED;
    if (is("one-session") && sessions > 0) return CKR_SESSION_COUNT;
    CK_RV answer = real->C_OpenSession(slot, flags, application, notify, session);
    if (answer == CKR_OK) {
        sessions++;
        if (is("no-login")) real->C_Login(*session, CKU_USER, (CK_UTF8CHAR *)"123456", 6);
    }
    return answer;
}

static CK_RV close_session(CK_SESSION_HANDLE session) {
    BEGIN
    CK_RV answer = real->C_CloseSession(session);
    if (answer == CKR_OK) sessions--;
    return answer;
}

static CK_RV session_info(CK_SESSION_HANDLE session, CK_SESSION_INFO *info) {
    BEGIN
    return dead_session && session == dead_session ? CKR_SESSION_HANDLE_INVALID : real->C_GetSessionInfo(session, info);
}

static CK_RV find_init(CK_SESSION_HANDLE session, CK_ATTRIBUTE *template, CK_ULONG count) {
    BEGIN
    return dead_session && session == dead_session ? CKR_SESSION_HANDLE_INVALID : real->C_FindObjectsInit(session, template, count);
}

static CK_RV set_attributes(CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, CK_ATTRIBUTE *template, CK_ULONG count) {
    BEGIN
    for (CK_ULONG at = 0; at < count; at++)
        if (is("id-fixed") && template[at].type == CKA_ID) return CKR_ATTRIBUTE_READ_ONLY;
    if (is("id-own-hangs") && waited_while_on()) return CKR_FUNCTION_CANCELED;
    return real->C_SetAttributeValue(session, object, template, count);
}

static CK_RV sign_init(CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, CK_OBJECT_HANDLE key) {
    CK_MECHANISM plain = *mechanism;
    BEGIN
    context_login = 0;
    signing = mechanism->mechanism;
    int hashes = signing == CKM_SHA256_RSA_PKCS || signing == CKM_SHA384_RSA_PKCS || signing == CKM_SHA512_RSA_PKCS;
    if ((is("no-hash") || is("raw-only")) && hashes) return CKR_MECHANISM_INVALID;
    if (is("raw-only") && signing == CKM_RSA_PKCS) return CKR_MECHANISM_INVALID;
    if (is("hashes-curves")) {
        if (signing == CKM_ECDSA) return CKR_MECHANISM_INVALID;
        if (signing == CKM_ECDSA_SHA256 || signing == CKM_ECDSA_SHA384) plain.mechanism = CKM_ECDSA;
    }
    return real->C_SignInit(session, &plain, key);
}

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE *data, CK_ULONG length, CK_BYTE *signature, CK_ULONG *signature_length) {
    CK_BYTE digest[48], away[2048];
    CK_ULONG digest_length = sizeof digest, away_length = sizeof away;
    BEGIN
    if (is("hangs") && waited_while_on()) return CKR_FUNCTION_CANCELED;
    if ((is("no-null-query") && !signature) || (is("always-authenticate") && !context_login)) {
        real->C_Sign(session, data, length, away, &away_length);
        return is("no-null-query") ? CKR_ARGUMENTS_BAD : CKR_USER_NOT_LOGGED_IN;
    }
    if (is("hashes-curves") && (signing == CKM_ECDSA_SHA256 || signing == CKM_ECDSA_SHA384)) {
        CK_MECHANISM hash = {signing == CKM_ECDSA_SHA256 ? CKM_SHA256 : CKM_SHA384, NULL, 0};
        CK_SESSION_INFO info;
        CK_SESSION_HANDLE other;
        real->C_GetSessionInfo(session, &info);
        real->C_OpenSession(info.slotID, CKF_SERIAL_SESSION, NULL, NULL, &other);
        real->C_DigestInit(other, &hash);
        real->C_Digest(other, data, length, digest, &digest_length);
        real->C_CloseSession(other);
        data = digest;
        length = digest_length;
    }
    CK_RV answer = real->C_Sign(session, data, length, signature, signature_length);
    if (answer == CKR_OK && signature && is("signs-wrongly")) signature[*signature_length / 2] ^= 1;
    if (answer == CKR_OK && signature && is("signature-der") && *signature_length == 64) {
        CK_BYTE der[80];
        int to = 2;
        for (int half = 0; half < 2; half++) {
            CK_BYTE *number = signature + 32 * half;
            int zeros = 0;
            while (zeros < 31 && !number[zeros]) zeros++;
            int pad = number[zeros] & 0x80 ? 1 : 0;
            der[to++] = 2;
            der[to++] = 32 - zeros + pad;
            if (pad) der[to++] = 0;
            memcpy(der + to, number + zeros, 32 - zeros);
            to += 32 - zeros;
        }
        der[0] = 0x30;
        der[1] = to - 2;
        memcpy(signature, der, to);
        *signature_length = to;
    }
    return answer;
}

static CK_RV initialise(void *arguments) {
    each_call();
    if (is("no-lock-arguments") && arguments) return CKR_ARGUMENTS_BAD;
    if (is("needs-environment") && (!getenv("QUIRK_CONF") || access(getenv("QUIRK_CONF"), R_OK) != 0)) return CKR_GENERAL_ERROR;
    if (is("needs-parameters")) {
        /* It takes no lock arguments either, so what it is given must stand in both ways to ask. */
        CK_C_INITIALIZE_ARGS *args = arguments;
        if (!args || !args->pReserved || strcmp(args->pReserved, "level='quirk' name='Ada'") != 0) return CKR_ARGUMENTS_BAD;
        if (args->flags) return CKR_CANT_LOCK;
        return real->C_Initialize(NULL);
    }
    lost = 0;
    dead_session = 0;
    sessions = 0;
    return real->C_Initialize(arguments);
}

static CK_RV finalise(void *reserved) {
    each_call();
    return real->C_Finalize(reserved);
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list) {
    if (!real) {
        Dl_info own;
        char copy_of[4200];
        if (!dladdr((void *)C_GetFunctionList, &own)) return CKR_GENERAL_ERROR;
        snprintf(path, sizeof path, "%s", own.dli_fname);
        const char *file = strrchr(path, '/');
        if (sscanf(file ? file + 1 : path, "quirk-%127[^.]", name) != 1 && getenv("QUIRK")) snprintf(name, sizeof name, "%s", getenv("QUIRK"));
        snprintf(copy_of, sizeof copy_of, "%s.real", path);
        void *library = dlopen(copy_of, RTLD_NOW | RTLD_LOCAL);
        if (!library) { fprintf(stderr, "%s\n", dlerror()); return CKR_GENERAL_ERROR; }
        CK_RV (*its_list)(CK_FUNCTION_LIST **) = (CK_RV (*)(CK_FUNCTION_LIST **))dlsym(library, "C_GetFunctionList");
        its_list(&real);
        ours = *real;
        ours.C_GetFunctionList = C_GetFunctionList;
        ours.C_Initialize = initialise;
        ours.C_Finalize = finalise;
        ours.C_GetTokenInfo = token_info;
        ours.C_GetSlotList = slot_list;
        ours.C_GetMechanismList = mechanism_list;
        ours.C_GetMechanismInfo = mechanism_info;
        ours.C_OpenSession = open_session;
        ours.C_CloseSession = close_session;
        ours.C_GetSessionInfo = session_info;
        ours.C_Login = login;
        ours.C_Logout = logout;
        ours.C_InitPIN = init_pin;
        ours.C_InitToken = init_token;
        ours.C_SetPIN = set_pin;
        ours.C_FindObjectsInit = find_init;
        ours.C_GetAttributeValue = get_attributes;
        ours.C_SetAttributeValue = set_attributes;
        ours.C_GenerateKeyPair = generate_pair;
        ours.C_GenerateKey = generate_key;
        ours.C_SignInit = sign_init;
        ours.C_Sign = sign;
    }
    *list = &ours;
    return CKR_OK;
}
