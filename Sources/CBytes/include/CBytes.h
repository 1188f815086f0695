#pragma once

#include <stdint.h>
#include <stddef.h>

#include "powers_of_five.h"

/// Buffers handed to these functions must be readable for this many bytes past their end.
enum { relwh_padding = 64 };

/// The length of the JSON object or array that begins at `bytes`, found by counting brackets outside of strings;
/// 0 when it does not end within `count` bytes. Checks nothing else.
size_t relwh_value_length(const uint8_t *bytes, size_t count);

/// How many line feeds there are.
size_t relwh_count_lines(const uint8_t *bytes, size_t count);

/// One entry of the table of powers of five.
static inline uint64_t relwh_power_of_five(int exponent, int word) {
    return relwh_powers_of_five[exponent + 64][word];
}

/// A power of ten from 10^0 to 10^22: those that a double holds exactly.
static inline double relwh_power_of_ten(int exponent) {
    static const double powers[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                      1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    return powers[exponent];
}
