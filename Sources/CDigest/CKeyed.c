#include "CDigest.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifndef __APPLE__
#include <openssl/core_names.h>
#include <openssl/evp.h>
#endif

struct relwh_keyed {
    uint8_t key[16];
#ifndef __APPLE__
    EVP_MAC_CTX *context;
#endif
};

#ifndef __APPLE__
// One key, one nonce: the values are never shown to anybody, so that nothing can be learned from their sharing it.
static uint8_t nonce[12];

static EVP_MAC_CTX *gmac(const uint8_t key[16]) {
    EVP_MAC *method = EVP_MAC_fetch(NULL, "GMAC", NULL);
    if (!method) return NULL;
    EVP_MAC_CTX *context = EVP_MAC_CTX_new(method);
    EVP_MAC_free(method);
    OSSL_PARAM settings[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, "AES-128-GCM", 0),
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_IV, nonce, sizeof nonce),
        OSSL_PARAM_construct_end(),
    };
    if (context && !EVP_MAC_init(context, key, 16, settings)) {
        EVP_MAC_CTX_free(context);
        return NULL;
    }
    return context;
}

static bool digest_by_gmac(relwh_keyed *digest, const void *bytes, size_t count, uint8_t out[16]) {
    if (!digest->context) return false;
    OSSL_PARAM settings[] = {
        OSSL_PARAM_construct_octet_string(OSSL_MAC_PARAM_IV, nonce, sizeof nonce),
        OSSL_PARAM_construct_end(),
    };
    size_t length = 0;
    return EVP_MAC_init(digest->context, NULL, 0, settings) && EVP_MAC_update(digest->context, bytes, count) &&
           EVP_MAC_final(digest->context, out, &length, 16) && length == 16;
}
#endif

relwh_keyed *relwh_keyed_new(const uint8_t key[16]) {
    relwh_keyed *digest = calloc(1, sizeof *digest);
    if (!digest) return NULL;
    memcpy(digest->key, key, 16);
#ifndef __APPLE__
    digest->context = gmac(key);
#endif
    return digest;
}

void relwh_keyed_free(relwh_keyed *digest) {
    if (!digest) return;
#ifndef __APPLE__
    EVP_MAC_CTX_free(digest->context);
#endif
    free(digest);
}

void relwh_keyed_digest(relwh_keyed *digest, const void *bytes, size_t count, uint8_t out[16]) {
#ifndef __APPLE__
    if (digest_by_gmac(digest, bytes, count, out)) return;
#endif
    relwh_sha256 state;
    relwh_sha256_begin(&state);
    relwh_sha256_update(&state, digest->key, sizeof digest->key);
    relwh_sha256_update(&state, bytes, count);
    relwh_sha256_finish128(&state, out);
}
