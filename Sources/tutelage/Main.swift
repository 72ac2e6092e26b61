import Commands

/// The program `tutelage`.
@main
enum Main {
    static func main() async { await Program.main() }
}
