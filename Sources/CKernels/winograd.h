// Winograd's F(2x2, 3x3) over VW channels at a time. Included by lanes.h for the widest vectors.

// One vector of v[16] from a 4 x 4 block of x: B^T d B.
static inline __attribute__((always_inline)) void FN(winograd_block)(const VF d[4][4], float *v,
                                                                     size_t plane) {
    VF t[4][4];
    for (int i = 0; i < 4; i++) {
        t[0][i] = d[0][i] - d[2][i];
        t[1][i] = d[1][i] + d[2][i];
        t[2][i] = d[2][i] - d[1][i];
        t[3][i] = d[1][i] - d[3][i];
    }
    for (int i = 0; i < 4; i++) {
        float *o = v + 4 * i * plane;
        ST(o, t[i][0] - t[i][2]);
        ST(o + plane, t[i][1] + t[i][2]);
        ST(o + 2 * plane, t[i][2] - t[i][1]);
        ST(o + 3 * plane, t[i][1] - t[i][3]);
    }
}

// v[16][tiles][channels] from the 4 x 4 blocks of an image with a border of zeros: `rows` rows of
// blocks from `top` on.
static void FN(winograd_input)(const float *x, int height, int width, int channels, int top,
                               int rows, float *v, size_t plane) {
    ptrdiff_t line = (ptrdiff_t)width * channels;
    for (int ty = top; ty < top + rows; ty++)
        for (int tx = 0; tx < width / 2; tx++, v += channels) {
            const float *p = x + (2 * ty - 1) * line + (ptrdiff_t)(2 * tx - 1) * channels;
            int inside = ty > 0 && 2 * ty + 2 < height && tx > 0 && 2 * tx + 2 < width;
            for (int j = 0; j < channels; j += VW) {
                VF d[4][4];
                if (inside) {
                    for (int r = 0; r < 4; r++)
                        for (int i = 0; i < 4; i++) d[r][i] = LD(p + r * line + i * channels + j);
                } else {
                    for (int r = 0; r < 4; r++)
                        for (int i = 0; i < 4; i++) {
                            int there = (unsigned)(2 * ty - 1 + r) < (unsigned)height &&
                                        (unsigned)(2 * tx - 1 + i) < (unsigned)width;
                            d[r][i] = there ? LD(p + r * line + i * channels + j) : (VF)0;
                        }
                }
                FN(winograd_block)((const VF(*)[4])d, v + j, plane);
            }
        }
}

// 2 x 2 blocks of y from m[16][tiles][channels].
static void FN(winograd_output)(const float *m, size_t plane, int channels, int rows, int columns,
                                float *y) {
    size_t line = (size_t)2 * columns * channels;
    for (int ty = 0; ty < rows; ty++)
        for (int tx = 0; tx < columns; tx++, m += channels)
            for (int j = 0; j < channels; j += VW) {
                VF t[2][4];
                for (int i = 0; i < 4; i++) {
                    const float *p = m + i * plane + j;
                    VF a = LD(p), b = LD(p + 4 * plane), c = LD(p + 8 * plane);
                    VF d = LD(p + 12 * plane);
                    t[0][i] = a + b + c;
                    t[1][i] = b - c - d;
                }
                float *o = y + (size_t)(2 * ty) * line + (size_t)(2 * tx) * channels + j;
                for (int i = 0; i < 2; i++, o += line) {
                    ST(o, t[i][0] + t[i][1] + t[i][2]);
                    ST(o + channels, t[i][1] - t[i][2] - t[i][3]);
                }
            }
}

// Convolves `images` images of height x width; `u` is packed by pack_winograd.
static void FN(winograd)(int inputs, int outputs, int height, int width, const float *x, int images,
                         const float *u, float *y, int V, float *work) {
    int th = height / 2, tw = width / 2, q = V * VW;
    int band = images > 1 || th * tw <= TK_TILES ? th : tw >= TK_TILES ? 1 : TK_TILES / tw;
    size_t in = (size_t)height * width * inputs, out = (size_t)height * width * outputs;
    const ptrdiff_t tap = 0;
    for (int top = 0; top < th; top += band) {
        int rows = th - top < band ? th - top : band, tiles = rows * tw, all = tiles * images;
        size_t vp = tk_plane(all, inputs), mp = tk_plane(all, outputs);
        float *v = work, *m = work + 16 * vp;
        for (int n = 0; n < images; n++)
            FN(winograd_input)(x + n * in, height, width, inputs, top, rows,
                               v + (size_t)n * tiles * inputs, vp);
        for (int e = 0; e < 16; e++)
            for (int block = 0; block < outputs / q; block++)
                FN(run_row)(V, v + e * vp, inputs, &tap, 1, inputs,
                            u + ((size_t)e * outputs + (size_t)block * q) * inputs,
                            m + e * mp + (size_t)block * q, outputs, all);
        for (int n = 0; n < images; n++)
            FN(winograd_output)(m + (size_t)n * tiles * outputs, mp, outputs, rows, tw,
                                y + n * out + (size_t)(2 * top) * width * outputs);
    }
}

// m[16][tiles][channels] from 2 x 2 blocks of dy: the transpose of winograd_output.
static void FN(winograd_delta)(const float *dy, int channels, int rows, int columns, float *m,
                               size_t plane) {
    size_t line = (size_t)2 * columns * channels;
    for (int ty = 0; ty < rows; ty++)
        for (int tx = 0; tx < columns; tx++, m += channels)
            for (int j = 0; j < channels; j += VW) {
                const float *p = dy + (size_t)(2 * ty) * line + (size_t)(2 * tx) * channels + j;
                VF a = LD(p), b = LD(p + channels), c = LD(p + line), d = LD(p + line + channels);
                VF t[4][2] = {{a, b}, {a + c, b + d}, {a - c, b - d}, {-c, -d}};
                for (int i = 0; i < 4; i++) {
                    float *o = m + 4 * i * plane + j;
                    ST(o, t[i][0]);
                    ST(o + plane, t[i][0] + t[i][1]);
                    ST(o + 2 * plane, t[i][0] - t[i][1]);
                    ST(o + 3 * plane, -t[i][1]);
                }
            }
}

// du[16][inputs][outputs] += the gradient of the transformed weights over `images` images.
static void FN(winograd_gradient)(const tk_convolution *c, const float *x, const float *dy,
                                  int images, float *du, int V, float *work) {
    int th = c->height / 2, tw = c->width / 2, q = V * VW, inputs = c->inputs, outputs = c->outputs;
    int band = tk_gradient_band(c), tile = FN(outer_tile)(V, inputs);
    size_t in = (size_t)c->height * c->width * inputs, out = (size_t)c->height * c->width * outputs;
    for (int top = 0; top < th; top += band) {
        int rows = th - top < band ? th - top : band, tiles = rows * tw, all = tiles * images;
        size_t vp = tk_plane(all, inputs), mp = tk_plane(all, outputs);
        float *v = work, *m = work + 16 * vp;
        for (int n = 0; n < images; n++) {
            FN(winograd_input)(x + n * in, c->height, c->width, inputs, top, rows,
                               v + (size_t)n * tiles * inputs, vp);
            FN(winograd_delta)(dy + n * out + (size_t)(2 * top) * c->width * outputs, outputs, rows,
                               tw, m + (size_t)n * tiles * outputs, mp);
        }
        for (int e = 0; e < 16; e++)
            for (int k = 0; k < inputs; k += tile) {
                int t = inputs - k < tile ? inputs - k : tile;
                for (int block = 0; block < outputs / q; block++)
                    FN(outers)[V][t](v + e * vp + k, 0, inputs, m + e * mp + (size_t)block * q, 0,
                                     outputs, 1, all,
                                     du + ((size_t)e * inputs + k) * outputs + (size_t)block * q,
                                     outputs);
            }
    }
}
