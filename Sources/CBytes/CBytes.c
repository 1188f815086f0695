#include "CBytes.h"

#include <stdbool.h>
#include <string.h>

// Clang's portable vectors: 64 bytes become a 64-bit mask by the best instructions the target has.
typedef uint8_t bytes64 __attribute__((vector_size(64)));
typedef bool bools64 __attribute__((ext_vector_type(64)));

#define MASK(condition)                                                            \
    ({                                                                             \
        bools64 bits_ = __builtin_convertvector((bytes64)(condition), bools64);    \
        uint64_t mask_;                                                            \
        memcpy(&mask_, &bits_, 8);                                                 \
        mask_;                                                                     \
    })

// Bit i of the result is the parity of bits 0...i: it separates the inside of strings from the outside.
static inline uint64_t running_parity(uint64_t x) {
    x ^= x << 1;
    x ^= x << 2;
    x ^= x << 4;
    x ^= x << 8;
    x ^= x << 16;
    x ^= x << 32;
    return x;
}

size_t relwh_value_length(const uint8_t *bytes, size_t count) {
    int64_t depth = 0;
    uint64_t in_string = 0;      // all ones while a string goes on over the block's edge
    uint64_t escaped_first = 0;  // 1 when the next block's first byte is escaped
    for (size_t at = 0; at < count; at += 64) {
        bytes64 block;
        memcpy(&block, bytes + at, 64);
        uint64_t quotes = MASK(block == (uint8_t)'"');
        uint64_t slashes = MASK(block == (uint8_t)'\\');
        if (count - at < 64) {
            uint64_t valid = (1ull << (count - at)) - 1;
            quotes &= valid;
            slashes &= valid;
        }

        uint64_t escaped = escaped_first;
        if (slashes) {
            // Walk the backslashes that are not themselves escaped; each escapes the byte that follows it.
            uint64_t rest = slashes & ~escaped;
            escaped_first = 0;
            while (rest) {
                uint64_t slash = rest & -rest;
                uint64_t next = slash << 1;
                if (next == 0) escaped_first = 1;
                escaped |= next;
                rest &= ~(slash | next);
            }
        } else {
            escaped_first = 0;
        }
        quotes &= ~escaped;
        uint64_t inside = running_parity(quotes) ^ in_string;
        in_string = (uint64_t)((int64_t)inside >> 63);

        // '[' and '{', ']' and '}' differ by one bit each.
        bytes64 folded = block | (uint8_t)0x20;
        uint64_t opened = MASK(folded == (uint8_t)'{') & ~inside;
        uint64_t closed = MASK(folded == (uint8_t)'}') & ~inside;
        if (count - at < 64) {
            uint64_t valid = (1ull << (count - at)) - 1;
            opened &= valid;
            closed &= valid;
        }
        int64_t closing = __builtin_popcountll(closed);
        if (depth > closing) {
            depth += __builtin_popcountll(opened) - closing;
            continue;
        }
        uint64_t both = opened | closed;
        while (both) {
            uint64_t bit = both & -both;
            if (opened & bit) {
                depth++;
            } else if (--depth <= 0) {
                return at + (size_t)__builtin_ctzll(bit) + 1;
            }
            both &= both - 1;
        }
    }
    return 0;
}

size_t relwh_count_lines(const uint8_t *bytes, size_t count) {
    size_t lines = 0;
    size_t at = 0;
    for (; at + 64 <= count; at += 64) {
        bytes64 block;
        memcpy(&block, bytes + at, 64);
        lines += (size_t)__builtin_popcountll(MASK(block == (uint8_t)'\n'));
    }
    for (; at < count; at++) lines += bytes[at] == '\n';
    return lines;
}
