internal import CPNG
internal import Domain

/// Pixels of PNG files, by libpng's simplified API.
///
/// It gives sRGB of 8 bits, whatever depth, palette, interlacing or gamma the file has:
/// <http://www.libpng.org/pub/png/libpng-manual.txt>, section V.
enum PNGDecoder {
    /// The pixels of a file as they are stored, not turned.
    ///
    /// - Throws: ``Failure`` (invalid argument): damaged, not whole, or too large.
    static func image(_ bytes: [UInt8], pixelLimit: Int) throws(Failure) -> PixelImage {
        var control = unsafe png_image()
        unsafe control.version = png_uint_32(PNG_IMAGE_VERSION)
        defer { unsafe png_image_free(&control) }
        // The control keeps the pointer until the end of the second call.
        return try unsafe bytes.withUnsafeBufferPointer { input throws(Failure) in
            guard
                unsafe png_image_begin_read_from_memory(&control, input.baseAddress, input.count)
                    != 0
            else { throw unsafe failure(control) }
            let (width, height) = unsafe (Int(control.width), Int(control.height))
            let count = try ImageReader.checkedPixels(
                width: width,
                height: height,
                limit: pixelLimit
            )
            // 8 bits of each, no palette; values of 16 bits are of sRGB too, as other programs take them.
            unsafe control.format &= PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA
            unsafe control.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
            let hasColor = unsafe control.format & PNG_FORMAT_FLAG_COLOR != 0
            let hasAlpha = unsafe control.format & PNG_FORMAT_FLAG_ALPHA != 0
            let channels = (hasColor ? 3 : 1) + (hasAlpha ? 1 : 0)
            var status: Int32 = 0
            let pixels = unsafe [UInt8](unsafeUninitializedCapacity: count * channels) {
                output,
                filled in
                unsafe output.initialize(repeating: 0)
                status = unsafe png_image_finish_read(&control, nil, output.baseAddress, 0, nil)
                filled = count * channels
            }
            guard status != 0 else { throw unsafe failure(control) }
            return PixelImage(width: width, height: height, channels: channels, pixels: pixels)
        }
    }

    private static func failure(_ control: png_image) -> Failure {
        let text = unsafe withUnsafeBytes(of: control.message) { bytes in
            unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return .invalid("a PNG file that cannot be read: \(text)")
    }
}
