#pragma once

#include <string.h>
#include <zlib.h>

/// inflateInit2 is a macro, which Swift does not import. 31 = 15 bits of window, gzip wrapper required.
static inline int relwh_inflate_init_gzip(z_stream *stream) {
    memset(stream, 0, sizeof *stream);
    return inflateInit2(stream, 31);
}
