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

// Small images go several at a time, so that a product has at least this many tiles.
#define TK_TILES 16

static inline int tk_winograd_images(const tk_convolution *c) {
    int tiles = c->height / 2 * (c->width / 2);
    return tiles >= TK_TILES ? 1 : TK_TILES / tiles;
}

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
