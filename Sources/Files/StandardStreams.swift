#if canImport(Glibc)
internal import Glibc
#else
internal import Darwin
#endif

/// Standard input, output and error, which whoever starts a program may have closed or filled.
package enum StandardStreams {
    /// Takes the numbers 0 to 2 where they are free.
    ///
    /// Else a file or a socket would get one of them, and then what is meant for people. To be called
    /// first.
    package static func reserve() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
            // Reading from it is the end of a file; writing to it fails, as it did.
            _ = unsafe open("/dev/null", O_RDONLY)
        }
    }

    /// Writes all bytes to standard output.
    ///
    /// - Returns: nil, or the number of the error, such as `EPIPE`.
    package static func writeOutput(_ bytes: [UInt8]) -> Int32? { write(bytes, to: 1) }

    /// Writes all bytes to standard error, as far as it takes them.
    package static func writeError(_ bytes: [UInt8]) { _ = write(bytes, to: 2) }

    /// Whether people read standard error.
    package static var errorIsTerminal: Bool { isatty(2) == 1 }

    /// The columns of the terminal that standard output is; nil: it is none.
    package static var columns: Int? {
        guard isatty(1) == 1 else { return nil }
        var size = winsize()
        guard unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// The words of an error of the system.
    package static func words(of code: Int32) -> String { unsafe String(cString: strerror(code)) }

    /// Whether an error says that nobody reads any more.
    package static func isClosedPipe(_ code: Int32) -> Bool { code == EPIPE }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
        var done = 0
        while done < bytes.count {
            let count = unsafe bytes[done...].withUnsafeBytes { rest in
                #if canImport(Glibc)
                unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
                #else
                unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
                #endif
            }
            if count >= 0 {
                done += count
            } else if errno == EAGAIN {
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = unsafe poll(&wait, 1, 1_000)
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}
