/*
 * A PKCS#11 module between the program and SoftHSM2 that is wrong once, for tests: all calls go through, and at one of them one bit of what is given back is another one, or the
 * call fails after nothing was done. Only calls by which something is given back count, and not those that ask how long it will be.
 *
 *   FAULTY_REAL    the module that all calls go to
 *   FAULTY_CALLS   which calls are wrong, with commas between: the function, a colon, and the number of its call, from 1 on, such as C_Sign:7,C_Login:1
 *   FAULTY_LOG     a file to which a line is added for each that has happened
 *
 * The list of functions has the order of PKCS#11 v2.40 (pkcs11f.h), and CK_ULONG eight bytes, as on every Linux with 64 bits.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CKR_OK 0UL
#define CKR_GENERAL_ERROR 5UL
#define CKR_DEVICE_ERROR 0x30UL
#define UNAVAILABLE (~0UL)

enum { LOGIN = 18, GET_ATTRIBUTE_VALUE = 24, SIGN = 43, GENERATE_KEY_PAIR = 59, FUNCTIONS = 68 };

typedef unsigned long number;
typedef struct { unsigned char version[2]; void *functions[FUNCTIONS]; } list;
typedef struct { number type; void *value; number length; } attribute;

static list ours, *real;

/* Whether this is a call that is to be wrong: its number, otherwise 0. */
static number turn(const char *function, number *calls)
{
    const char *wanted = getenv("FAULTY_CALLS"), *at;
    char call[64];
    size_t length = snprintf(call, sizeof call, "%s:%lu", function, ++*calls);
    for (at = wanted; at != NULL && (at = strstr(at, call)) != NULL; at += length)
        if ((at == wanted || at[-1] == ',') && (at[length] == ',' || at[length] == 0)) {
            FILE *log = fopen(getenv("FAULTY_LOG"), "a");
            if (log != NULL) {
                fprintf(log, "%s\n", call);
                fclose(log);
            }
            return *calls;
        }
    return 0;
}

static void flip(void *bytes, number length, number at)
{
    ((unsigned char *)bytes)[at % length] ^= 1 << (at % 8);
}

static number login(number session, number user, unsigned char *pin, number length)
{
    static number calls;
    number (*call)(number, number, unsigned char *, number) = real->functions[LOGIN];
    return turn("C_Login", &calls) ? CKR_DEVICE_ERROR : call(session, user, pin, length);
}

static number sign(number session, unsigned char *data, number length, unsigned char *signature, number *signed_length)
{
    static number calls;
    number (*call)(number, unsigned char *, number, unsigned char *, number *) = real->functions[SIGN];
    number answer = call(session, data, length, signature, signed_length), at;
    if (answer == CKR_OK && signature != NULL && (at = turn("C_Sign", &calls)))
        flip(signature, *signed_length, at);
    return answer;
}

/* One value of those that were read, another one from call to call. */
static number get_attribute_value(number session, number object, attribute *attributes, number count)
{
    static number calls;
    number (*call)(number, number, attribute *, number) = real->functions[GET_ATTRIBUTE_VALUE];
    number answer = call(session, object, attributes, count), readable = 0, at, i;
    for (i = 0; i < count; i++)
        readable += attributes[i].value != NULL && attributes[i].length != UNAVAILABLE && attributes[i].length > 0;
    if (readable > 0 && (at = turn("C_GetAttributeValue", &calls))) {
        number chosen = at % readable;
        for (i = 0; i < count; i++)
            if (attributes[i].value != NULL && attributes[i].length != UNAVAILABLE && attributes[i].length > 0 && chosen-- == 0)
                flip(attributes[i].value, attributes[i].length, at);
    }
    return answer;
}

/* By turns the handles are exchanged, and the pair that is made has another CKA_ID than was asked for. */
static number generate_key_pair(number session, void *mechanism, attribute *public_half, number public_count, attribute *private_half, number private_count, number *public_key, number *private_key)
{
    static number calls;
    number (*call)(number, void *, attribute *, number, attribute *, number, number *, number *) = real->functions[GENERATE_KEY_PAIR];
    number at = turn("C_GenerateKeyPair", &calls), answer, other, i;
    unsigned char id[2][64];
    if (at % 2 == 1) {
        answer = call(session, mechanism, public_half, public_count, private_half, private_count, public_key, private_key);
        other = *public_key, *public_key = *private_key, *private_key = other;
        return answer;
    }
    attribute *halves[] = { public_half, private_half };
    number counts[] = { public_count, private_count };
    for (int half = 0; at && half < 2; half++)
        for (i = 0; i < counts[half]; i++)
            if (halves[half][i].type == 0x102 && halves[half][i].length <= sizeof id[half]) {
                memcpy(id[half], halves[half][i].value, halves[half][i].length);
                halves[half][i].value = id[half];
                flip(id[half], halves[half][i].length, at);
            }
    return call(session, mechanism, public_half, public_count, private_half, private_count, public_key, private_key);
}

number C_GetFunctionList(list **functions)
{
    if (real == NULL) {
        void *module = dlopen(getenv("FAULTY_REAL"), RTLD_NOW | RTLD_LOCAL);
        number (*get)(list **) = module == NULL ? NULL : dlsym(module, "C_GetFunctionList");
        if (get == NULL || get(&real) != CKR_OK)
            return CKR_GENERAL_ERROR;
        ours = *real;
        ours.functions[LOGIN] = login;
        ours.functions[SIGN] = sign;
        ours.functions[GET_ATTRIBUTE_VALUE] = get_attribute_value;
        ours.functions[GENERATE_KEY_PAIR] = generate_key_pair;
    }
    *functions = &ours;
    return CKR_OK;
}
