// Winograd's F(2x2, 3x3) over VW channels at a time. Included by lanes.h for the widest vectors.

// v[16][tiles][channels] from 4 x 4 blocks of a padded image, `rows` by `columns` of them.
static void FN(winograd_input)(const float *x, int padded_width, int channels, int rows,
                               int columns, float *v, size_t plane) {
    for (int ty = 0; ty < rows; ty++)
        for (int tx = 0; tx < columns; tx++, v += channels)
            for (int j = 0; j < channels; j += VW) {
                const float *p = x + ((size_t)(2 * ty) * padded_width + 2 * tx) * channels + j;
                VF t[4][4];
                for (int i = 0; i < 4; i++) {
                    const float *column = p + i * channels;
                    size_t row = (size_t)padded_width * channels;
                    VF a = LD(column), b = LD(column + row), c = LD(column + 2 * row);
                    VF d = LD(column + 3 * row);
                    t[0][i] = a - c;
                    t[1][i] = b + c;
                    t[2][i] = c - b;
                    t[3][i] = b - d;
                }
                for (int i = 0; i < 4; i++) {
                    float *o = v + 4 * i * plane + j;
                    ST(o, t[i][0] - t[i][2]);
                    ST(o + plane, t[i][1] + t[i][2]);
                    ST(o + 2 * plane, t[i][2] - t[i][1]);
                    ST(o + 3 * plane, t[i][1] - t[i][3]);
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

// Convolves `images` padded images of height x width outputs; `u` is packed by pack_winograd.
static void FN(winograd)(int inputs, int outputs, int height, int width, const float *padded,
                         int images, const float *u, float *y, int V, float *work) {
    int th = height / 2, tw = width / 2, pw = width + 2, q = V * VW;
    int band = images > 1 || th * tw <= TK_TILES ? th : tw >= TK_TILES ? 1 : TK_TILES / tw;
    size_t image = (size_t)(height + 2) * pw * inputs, out = (size_t)height * width * outputs;
    const ptrdiff_t tap = 0;
    for (int top = 0; top < th; top += band) {
        int rows = th - top < band ? th - top : band, tiles = rows * tw, all = tiles * images;
        size_t vp = (size_t)all * inputs, mp = (size_t)all * outputs;
        float *v = work, *m = work + 16 * vp;
        for (int n = 0; n < images; n++)
            FN(winograd_input)(padded + n * image + (size_t)(2 * top) * pw * inputs, pw, inputs,
                               rows, tw, v + (size_t)n * tiles * inputs, vp);
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
