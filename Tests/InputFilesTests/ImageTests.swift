import Domain
import Foundation
import Images
import InputFiles
import Testing

private func reason(_ body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch { return (error as? Failure)?.message ?? "\(error)" }
}

@Suite("Images are read as Pillow reads them, upright, and nothing in one traps")
struct ImageTests {
    @Test("Pixels of every kind of PNG and JPEG file", arguments: ImageFixtures.all.files)
    func pixels(file: ImageFixtures.File) throws {
        let image = try ImageReader.image(file.bytes)
        #expect(image.width == file.width && image.height == file.height)
        #expect(image.channels == file.channels)
        let far = distance(image.pixels, [UInt8](file.pixels))
        #expect(far <= file.tolerance, "\(file.name): \(far) away")
    }

    @Test("The files are there, and the eight turns show one picture")
    func turns() throws {
        #expect(ImageFixtures.all.files.count == 26)
        let upright = PixelImage(width: 3, height: 2, channels: 1, pixels: [1, 2, 3, 4, 5, 6])
        let turns: [(Int, Int, [UInt8])] = [
            (1, 3, [1, 2, 3, 4, 5, 6]), (2, 3, [3, 2, 1, 6, 5, 4]), (3, 3, [6, 5, 4, 3, 2, 1]),
            (4, 3, [4, 5, 6, 1, 2, 3]), (5, 2, [1, 4, 2, 5, 3, 6]), (6, 2, [4, 1, 5, 2, 6, 3]),
            (7, 2, [6, 3, 5, 2, 4, 1]), (8, 2, [3, 6, 2, 5, 1, 4]), (0, 3, [1, 2, 3, 4, 5, 6]),
            (9, 3, [1, 2, 3, 4, 5, 6]),
        ]
        for (orientation, width, pixels) in turns {
            let turned = upright.turned(by: orientation)
            #expect(turned.width == width && turned.pixels == pixels, "\(orientation)")
        }
    }

    @Test("Channels: gray by BT.601, three equal ones, alpha onto white, 255 where there was none")
    func channels() {
        func converted(_ pixels: [UInt8], _ wanted: Int) -> [UInt8] {
            PixelImage(width: 1, height: 1, channels: pixels.count, pixels: pixels)
                .converted(to: wanted).pixels
        }
        #expect(converted([7], 3) == [7, 7, 7] && converted([7], 2) == [7, 255])
        #expect(converted([7], 4) == [7, 7, 7, 255])
        #expect(converted([255, 0, 0], 1) == [76] && converted([0, 255, 0], 1) == [150])
        #expect(converted([0, 0, 255], 1) == [29] && converted([255, 255, 255], 1) == [255])
        #expect(converted([10, 20, 30, 0], 3) == [255, 255, 255])
        #expect(converted([10, 20, 30, 255], 3) == [10, 20, 30])
        #expect(converted([0, 100, 200, 128], 3) == [127, 177, 227])
        #expect(converted([0, 128], 1) == [127] && converted([0, 0], 3) == [255, 255, 255])
        #expect(converted([10, 20, 30, 40], 4) == [10, 20, 30, 40])
        #expect(converted([255, 0, 0, 9], 2) == [76, 9])
    }

    @Test("Scaling is Pillow's, in each mode", arguments: ImageFixtures.all.resized)
    func resizing(resized: ImageFixtures.Resized) throws {
        let mode = try #require(ImageResizing(rawValue: resized.mode))
        let image = mode.image(resized.image, width: resized.toWidth, height: resized.toHeight)
        #expect(image.width == resized.toWidth && image.height == resized.toHeight)
        // Pillow rounds between the two directions.
        let far = distance(image.pixels, [UInt8](resized.result))
        #expect(far <= 1, "\(far) away")
    }

    @Test("Images without any likeness to the project's size are scaled in little memory")
    func extremes() {
        for (width, height) in [(100_000, 1), (1, 100_000), (1, 1)] {
            let pixels = [UInt8](repeating: 200, count: width * height)
            let image = PixelImage(width: width, height: height, channels: 1, pixels: pixels)
            for mode in ImageResizing.allCases {
                let made = mode.image(image, width: 64, height: 48)
                #expect(made.pixels.count == 64 * 48)
                #expect(made.pixels.allSatisfy { $0 == 200 || (mode == .fit && $0 == 0) })
            }
        }
    }

    @Test("An image of another size is refused with both sizes, unless it may be resized")
    func sizes() throws {
        let specification = InputSpecification.image(
            ImageSpecification(height: 7, width: 11, channels: 3)
        )
        let same = try ImageEncoder(specification: specification, resizing: nil)
        #expect(try same.bytes(of: ImageFixtures.file("png rgb")).count == 231)
        let turned = reason { _ = try same.bytes(of: ImageFixtures.file("png turned")) }
        #expect(turned.hasPrefix("11 x 7 pixels (height x width), the project expects 7 x 11"))
        #expect(turned.contains("--resize fit, crop, stretch"))
        for mode in ImageResizing.allCases {
            let resizing = try ImageEncoder(specification: specification, resizing: mode)
            #expect(try resizing.bytes(of: ImageFixtures.file("jpeg cmyk")).count == 231)
        }
        let vector = reason {
            _ = try ImageEncoder(specification: .vector(dimension: 4), resizing: nil)
        }
        #expect(vector.contains("expects a vector of 4"))
    }

    @Test("What claims to be too large is refused before its memory is taken")
    func bombs() {
        var png = ImageFixtures.file("png rgb")
        png.replaceSubrange(16..<24, with: [0, 15, 0, 0, 0, 15, 0, 0])
        // With the header's checksum, which libpng wants first.
        png.replaceSubrange(29..<33, with: checksum(png[12..<29]))
        #expect(reason { _ = try ImageReader.image(png) }.contains("983040 x 983040 pixels"))
        var jpeg = ImageFixtures.file("jpeg")
        for place in jpeg.indices.dropLast(9) where jpeg[place] == 0xFF && jpeg[place + 1] == 0xC0 {
            jpeg.replaceSubrange(place + 5..<place + 9, with: [0xFE, 0, 0xFE, 0])
            break
        }
        #expect(reason { _ = try ImageReader.image(jpeg) }.contains("65024 x 65024 pixels"))
        let small = ImageFixtures.file("png rgb")
        #expect(reason { _ = try ImageReader.image(small, pixelLimit: 76) }.contains("at most 76"))
    }

    @Test("A file that was cut anywhere, or has a byte changed, is refused or read")
    func damage() {
        for file in ImageFixtures.all.files {
            let whole = file.bytes
            let isPNG = file.name.hasPrefix("png")
            // libpng's simplified API stops behind the pixels, before the last chunk.
            for count in stride(from: 0, to: whole.count - (isPNG ? 16 : 1), by: 3) {
                #expect(
                    throws: Failure.self,
                    "\(file.name), \(count) of \(whole.count) bytes"
                ) { try ImageReader.image(Array(whole[..<count])) }
            }
            var generator = SeededGenerator(seed: 9)
            for _ in 0..<200 {
                var changed = whole
                changed[generator.below(whole.count)] = UInt8(generator.below(256))
                _ = try? ImageReader.image(changed, pixelLimit: 1 << 20)
            }
        }
    }

    @Test("Surplus bytes between a JPEG's segments harm nothing")
    func surplus() throws {
        let whole = ImageFixtures.file("jpeg")
        let padded = Array(whole[..<20]) + [0, 0, 0] + Array(whole[20...])
        #expect(try ImageReader.image(padded) == ImageReader.image(whole))
    }

    @Test("Kinds are told by the first bytes, and those that are not read are named")
    func kinds() throws {
        let starts: [(String, [UInt8])] = [
            ("GIF", Array("GIF89a".utf8)), ("WebP", Array("RIFF\0\0\0\0WEBPVP8 ".utf8)),
            ("TIFF", [0x49, 0x49, 42, 0]), ("TIFF", [0x4D, 0x4D, 0, 42]),
            ("BMP", Array("BM".utf8) + [9, 9, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0]),
            ("HEIF", [0, 0, 0, 24] + Array("ftypheic".utf8)),
            ("AVIF", [0, 0, 0, 24] + Array("ftypavif".utf8)),
        ]
        for (name, start) in starts {
            for path in ["a.png", "a", "a.csv", "a.gif"] {
                let words = reason { _ = try InputFileKind(path: path, start: start) }
                #expect(words.contains("\(path): \(name) is not read"), "\(words)")
            }
            #expect(reason { _ = try ImageReader.image(start) }.hasPrefix("\(name) is not read"))
        }
        let jpeg = ImageFixtures.file("jpeg")
        #expect(try InputFileKind(path: "a.csv", start: jpeg) == .image)
        #expect(try InputFileKind(path: "a", start: Array("BMI,age\n1,2\n".utf8)) == .delimited)
        #expect(try InputFileKind(path: "A.JPG", start: []) == .image)
        #expect(try InputFileKind(path: "a.ndjson", start: []) == .jsonLines)
        #expect(reason { _ = try ImageReader.image([]) } == "an empty file")
        #expect(reason { _ = try ImageReader.image([1, 2]) }.hasPrefix("not an image"))
    }

    @Test("An animated PNG is named, and is not read as its first image")
    func animation() {
        let png = ImageFixtures.file("png rgb")
        let body = Array("acTL".utf8) + [0, 0, 0, 2, 0, 0, 0, 0]
        let animated =
            Array(png[..<33]) + [0, 0, 0, 8] + body + checksum(body[...]) + Array(png[33...])
        #expect(reason { _ = try ImageReader.image(animated) }.contains("an animated PNG"))
    }

    /// The CRC of a PNG chunk's type and content.
    private func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return (0..<4).map { UInt8(truncatingIfNeeded: ~value >> (24 - 8 * $0)) }
    }
}
