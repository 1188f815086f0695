#pragma once

#include <stddef.h>
#include <stdint.h>

/// An incremental SHA-256, from the system's own library: libcrypto on Linux, CommonCrypto on macOS.
/// The state lives in the caller's memory, so that a digest costs no allocation.
typedef struct {
    uint64_t storage[16];
} relwh_sha256;

void relwh_sha256_begin(relwh_sha256 *state);
void relwh_sha256_update(relwh_sha256 *state, const void *bytes, size_t count);

/// Writes the first 16 of the digest's 32 bytes.
void relwh_sha256_finish128(relwh_sha256 *state, uint8_t out[16]);

/// Writes all of the digest.
void relwh_sha256_finish(relwh_sha256 *state, uint8_t out[32]);

/// A digest that depends on a secret key: GMAC with AES-128, which libcrypto computes at four times the speed of
/// SHA-256; where that is not to be had, SHA-256 of the key and the bytes.
typedef struct relwh_keyed relwh_keyed;

/// NULL when there is no memory.
relwh_keyed *relwh_keyed_new(const uint8_t key[16]);
void relwh_keyed_free(relwh_keyed *digest);
void relwh_keyed_digest(relwh_keyed *digest, const void *bytes, size_t count, uint8_t out[16]);
