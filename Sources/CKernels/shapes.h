// What the kernels of all instruction sets share: limits, widths, and the geometry of data gradients.
#pragma once
#include "CKernels.h"
#include <math.h>
#include <string.h>

#define TK_KERNEL_MAX 16

// One axis of one phase of a data gradient. Input positions i * stride + phase see the outputs
// i + first, i + first + 1, ..., through the kernel taps k[0], k[1], ...
typedef struct {
    int positions, count, first;
    int k[TK_KERNEL_MAX];
} tk_axis;

typedef struct {
    tk_axis y[TK_KERNEL_MAX], x[TK_KERNEL_MAX];
    int pad_y, pad_x, padded_height, padded_width;
} tk_phases;

// Whether a convolution may go by Winograd's F(2x2, 3x3), https://arxiv.org/abs/1509.09308: each
// 2 x 2 block of outputs from a 4 x 4 block of inputs with 16 products in place of 36.
static inline int tk_winograd_shape(const tk_convolution *c) {
    return c->kernel == 3 && c->stride == 1 && c->padding == 1 && c->height % 2 == 0 &&
           c->width % 2 == 0 && c->inputs >= 16 && c->outputs >= 16;
}

// ... and whether it does: channels must fill the widest vectors.
static inline int tk_winograd(int isa, const tk_convolution *c) {
    int width = isa == 2 ? 16 : isa == 1 ? 8 : 4;
    return tk_winograd_shape(c) && c->inputs % width == 0 && c->outputs % width == 0;
}

// Whether the weight gradient goes that way too: dU = V^T (A dY A^T) for each of the 16 places, and
// dW = G^T dU G once for all images. Few channels or few pixels gain nothing.
static inline int tk_winograd_gradient_shape(const tk_convolution *c) {
    return tk_winograd_shape(c) && c->inputs >= 32 && c->outputs >= 32 && c->height >= 8 &&
           c->width >= 8;
}

static inline int tk_winograd_gradient(int isa, const tk_convolution *c) {
    return tk_winograd_gradient_shape(c) && tk_winograd(isa, c);
}

// Small images go several at a time, so that a product has at least this many tiles.
#define TK_TILES 16
#define TK_GRADIENT_TILES 64

static inline int tk_winograd_images(const tk_convolution *c, int least) {
    int tiles = c->height / 2 * (c->width / 2);
    return tiles >= least ? 1 : least / tiles;
}

// The floats from one of the 16 places to the next. A cache line more than there are: at a distance of a
// power of two all 16 would be in the same few sets of the cache.
static inline size_t tk_plane(int tiles, int channels) { return (size_t)tiles * channels + 16; }

// The rows of tiles of an image that a weight gradient takes at a time.
static inline int tk_gradient_band(const tk_convolution *c) {
    int rows = c->height / 2, columns = c->width / 2;
    if (rows * columns <= TK_GRADIENT_TILES) return rows;
    return columns >= TK_GRADIENT_TILES ? 1 : TK_GRADIENT_TILES / columns;
}

// The keys and the queries of a tile of attention.
#define TK_KEYS 128
#define TK_QUERIES 24

void tk_find_phases(const tk_convolution *shape, tk_phases *phases);

// The vector width and the number of vectors for a count of channels.
typedef struct {
    int width, vectors;
} tk_lanes;

static inline tk_lanes tk_lanes_for(int isa, long channels) {
    int width = isa == 2 ? 16 : isa == 1 ? 8 : 4;
    while (width > 1 && channels % width != 0) width = width > 4 ? width / 2 : 1;
    long n = channels / width;
    tk_lanes lanes = {width, 1};
    if (width > 1) lanes.vectors = n % 4 == 0 && isa == 2 ? 4 : n % 2 == 0 ? 2 : 1;
    return lanes;
}
