#include "CDigest.h"

#include <string.h>

#ifdef __APPLE__
#include <CommonCrypto/CommonDigest.h>
typedef CC_SHA256_CTX context;
#define BEGIN CC_SHA256_Init
#define FINISH CC_SHA256_Final
#else
// The one-shot interface of libcrypto 3 looks its algorithm up on each call, which costs more than
// digesting a small label does. The older interface does not.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
typedef SHA256_CTX context;
#define BEGIN SHA256_Init
#define FINISH SHA256_Final
#endif

_Static_assert(sizeof(context) <= sizeof(relwh_sha256), "the state must hold the library's context");

void relwh_sha256_begin(relwh_sha256 *state) { BEGIN((context *)state); }

void relwh_sha256_update(relwh_sha256 *state, const void *bytes, size_t count) {
#ifdef __APPLE__
    const uint8_t *at = bytes;
    while (count > 0) {
        CC_LONG part = count > (1u << 30) ? (1u << 30) : (CC_LONG)count;
        CC_SHA256_Update((context *)state, at, part);
        at += part;
        count -= part;
    }
#else
    SHA256_Update((context *)state, bytes, count);
#endif
}

void relwh_sha256_finish(relwh_sha256 *state, uint8_t out[32]) { FINISH(out, (context *)state); }

void relwh_sha256_finish128(relwh_sha256 *state, uint8_t out[16]) {
    uint8_t whole[32];
    relwh_sha256_finish(state, whole);
    memcpy(out, whole, 16);
}
