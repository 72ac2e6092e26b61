internal import CTurboJPEG
internal import Domain

/// Pixels of JPEG files, by TurboJPEG.
///
/// The functions: <https://rawcdn.githack.com/libjpeg-turbo/libjpeg-turbo/2.1.5/doc/html/group___turbo_j_p_e_g.html>.
enum JPEGDecoder {
    /// The pixels of a file as they are stored, not turned: gray, or RGB.
    ///
    /// - Throws: ``Failure`` (invalid argument): damaged, not whole, or too large.
    static func image(_ bytes: [UInt8], pixelLimit: Int) throws(Failure) -> PixelImage {
        guard let decoder = unsafe tjInitDecompress() else {
            throw Failure(.resourceExhausted, "no memory to read a JPEG file")
        }
        defer { unsafe _ = tjDestroy(decoder) }
        return try unsafe bytes.withUnsafeBufferPointer { input throws(Failure) in
            var (width, height, subsampling, space): (Int32, Int32, Int32, Int32) = (0, 0, -1, -1)
            // An error here may be a warning, or be about subsampling, which decoding does not need.
            let known = unsafe tjDecompressHeader3(
                decoder,
                input.baseAddress,
                UInt(input.count),
                &width,
                &height,
                &subsampling,
                &space
            )
            guard known == 0 || (width > 0 && height > 0 && space >= 0) else {
                throw unsafe failure(decoder)
            }
            let count = try ImageReader.checkedPixels(
                width: Int(width),
                height: Int(height),
                limit: pixelLimit
            )
            let (format, channels) = layout(TJCS(UInt32(bitPattern: space)))
            var status: Int32 = 0
            let pixels = unsafe [UInt8](unsafeUninitializedCapacity: count * channels) {
                output,
                filled in
                unsafe output.initialize(repeating: 0)
                status = unsafe tjDecompress2(
                    decoder,
                    input.baseAddress,
                    UInt(input.count),
                    output.baseAddress,
                    width,
                    0,
                    height,
                    format,
                    TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS
                )
                filled = count * channels
            }
            if status != 0 { try unsafe check(decoder) }
            return PixelImage(
                width: Int(width),
                height: Int(height),
                channels: min(3, channels),
                pixels: channels == 4 ? rgb(pixels) : pixels
            )
        }
    }

    private static func layout(_ space: TJCS) -> (format: Int32, channels: Int) {
        switch space {
        case TJCS_GRAY: (Int32(TJPF_GRAY.rawValue), 1)
        case TJCS_CMYK, TJCS_YCCK: (Int32(TJPF_CMYK.rawValue), 4)
        default: (Int32(TJPF_RGB.rawValue), 3)
        }
    }

    /// Lets pass what harms no pixel: surplus bytes between segments, which some cameras write.
    private static func check(_ decoder: tjhandle) throws(Failure) {
        guard unsafe tjGetErrorCode(decoder) == Int32(TJERR_WARNING.rawValue),
            unsafe text(decoder).contains("extraneous bytes before marker")
        else { throw unsafe failure(decoder) }
    }

    private static func failure(_ decoder: tjhandle) -> Failure {
        unsafe .invalid("a JPEG file that cannot be read: \(text(decoder))")
    }

    private static func text(_ decoder: tjhandle) -> String {
        guard let text = unsafe tjGetErrorStr2(decoder) else { return "unknown error" }
        return unsafe String(cString: text)
    }

    /// RGB of CMYK, whose four are stored inverted as Adobe's programs do and all others have copied:
    /// `color * black / 255`, rounded as Pillow does.
    private static func rgb(_ inks: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(inks.count / 4 * 3)
        for start in stride(from: 0, to: inks.count, by: 4) {
            let black = Int(inks[start + 3])
            for ink in 0..<3 {
                let product = (255 - Int(inks[start + ink])) * black + 128
                result.append(UInt8(black - (product >> 8 + product) >> 8))
            }
        }
        return result
    }
}
