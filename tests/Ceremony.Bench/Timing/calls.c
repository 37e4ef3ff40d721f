/*
 * The least that PKCS#11 has to be asked for to make keys on a P-256 curve, and to sign a hash with one. Prints the milliseconds of the one in the middle of each.
 *
 *   calls LABEL PIN COUNT      linked with the module itself
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef unsigned long number;
typedef struct { number type; void *value; number length; } attribute;
typedef struct { number mechanism; void *parameter; number length; } mechanism;

extern number C_Initialize(void *), C_GetSlotList(unsigned char, number *, number *), C_GetTokenInfo(number, void *), C_OpenSession(number, number, void *, void *, number *);
extern number C_Login(number, number, unsigned char *, number), C_GenerateKeyPair(number, mechanism *, attribute *, number, attribute *, number, number *, number *);
extern number C_SignInit(number, mechanism *, number), C_Sign(number, unsigned char *, number, unsigned char *, number *);

static int ascending(const void *one, const void *other)
{
    double difference = *(const double *)one - *(const double *)other;
    return (difference > 0) - (difference < 0);
}

static double milliseconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void demand(number answer)
{
    if (answer != 0) {
        fprintf(stderr, "PKCS#11 answered 0x%lx\n", answer);
        exit(1);
    }
}

int main(int count, char **words)
{
    enum { MOST = 1000, EC_KEY = 3, MAKE = 0x1040, ECDSA = 0x1041 };
    static double keys[MOST], signatures[MOST];
    static unsigned char curve[] = { 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07 }, yes = 1, no = 0, hash[32], signature[64];
    number slots[64], slot_count = 64, session, public_key, private_key = 0, type = EC_KEY, length;
    char info[512];
    int times = count == 4 ? atoi(words[3]) : 0, at;
    if (times < 1 || times > MOST)
        return 2;
    demand(C_Initialize(NULL));
    demand(C_GetSlotList(1, slots, &slot_count));
    for (at = 0; at < (int)slot_count; at++) {
        demand(C_GetTokenInfo(slots[at], info));
        if (strncmp(info, words[1], strlen(words[1])) == 0)
            break;
    }
    if (at == (int)slot_count)
        return 3;
    demand(C_OpenSession(slots[at], 6, NULL, NULL, &session));
    demand(C_Login(session, 1, (unsigned char *)words[2], strlen(words[2])));
    for (at = 0; at < times; at++) {
        unsigned char id[] = { 0xbb, at >> 8, at };
        attribute open[] = { { 0x1, &yes, 1 }, { 0x2, &no, 1 }, { 0x180, curve, sizeof curve }, { 0x102, id, sizeof id }, { 0x10a, &yes, 1 } };
        attribute secret[] = { { 0x1, &yes, 1 }, { 0x2, &yes, 1 }, { 0x100, &type, sizeof type }, { 0x102, id, sizeof id }, { 0x103, &yes, 1 }, { 0x162, &no, 1 }, { 0x108, &yes, 1 } };
        mechanism make = { MAKE, NULL, 0 };
        double began = milliseconds();
        demand(C_GenerateKeyPair(session, &make, open, 5, secret, 7, &public_key, &private_key));
        keys[at] = milliseconds() - began;
    }
    for (at = 0; at < times; at++) {
        mechanism sign = { ECDSA, NULL, 0 };
        double began = milliseconds();
        length = sizeof signature;
        demand(C_SignInit(session, &sign, private_key));
        demand(C_Sign(session, hash, sizeof hash, signature, &length));
        signatures[at] = milliseconds() - began;
    }
    qsort(keys, times, sizeof *keys, ascending);
    qsort(signatures, times, sizeof *signatures, ascending);
    printf("%.4f %.4f\n", keys[times / 2], signatures[times / 2]);
    return 0;
}
