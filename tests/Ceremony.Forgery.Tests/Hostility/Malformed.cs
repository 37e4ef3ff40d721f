using System.Text;

namespace Ceremony.Forgery.Tests.Hostility;

/// <summary>Ways in which a file can be hostile: what stands there instead of a good one.</summary>
internal static class Malformed
{
    private const int Deep = 200_000;
    private const int HugeBytes = 62_000_000;
    private const int ManyLines = 300_000;

    /// <summary>By name, how to put it in the place of a good file.</summary>
    public static IReadOnlyDictionary<string, Action<string>> All { get; } = new Dictionary<string, Action<string>>(StringComparer.Ordinal)
    {
        ["nothing"] = Made(_ => []),
        ["one NUL"] = Made(_ => [0]),
        ["many NULs"] = Made(_ => new byte[100_000]),
        ["bad UTF-8"] = Made(good => [.. good.Take(good.Length / 2), 0xC3, 0x28, 0xFF, 0xFE, .. good.Skip(good.Length / 2)]),
        ["a byte order mark"] = Made(good => [0xEF, 0xBB, 0xBF, .. good]),
        ["UTF-16"] = Made(good => Encoding.Unicode.GetBytes(Encoding.Latin1.GetString(good))),
        ["only its first half"] = Made(good => good[..(good.Length / 2)]),
        ["all but its last byte"] = Made(good => good.Length > 0 ? good[..^1] : []),
        ["a NUL in the middle"] = Made(good => [.. good.Take(good.Length / 2), 0, .. good.Skip(good.Length / 2)]),
        ["itself twice"] = Made(good => [.. good, .. good]),
        ["its bytes reversed"] = Made(good => [.. good.Reverse()]),
        ["every bit flipped"] = Made(good => [.. good.Select(each => (byte)~each)]),
        ["a bit flipped in the middle"] = Made(Flipped),
        ["carriage returns"] = Made(good => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(good).Replace("\n", "\r\n", StringComparison.Ordinal))),
        ["terminal escapes"] = Made(_ => Encoding.UTF8.GetBytes("\u001b]0;owned\u0007\u001b[2J\u001b[31mtitle: x\u202eevil\u0000\u009b31m\n")),
        ["terminal escapes within"] = Made(good => [.. good, .. "\u001b[2J\u202e{\"\u001b[31m\": 1}\n"u8]),
        ["deep JSON"] = Made(_ => Encoding.ASCII.GetBytes(new string('[', Deep))),
        ["deep JSON objects"] = Made(_ => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", Deep)) + "\n")),
        ["62 MB of {},"] = Made(_ => Repeated("{},", HugeBytes)),
        ["62 MB in one text"] = Made(_ => [.. "{\"a\":\""u8, .. Repeated("x", HugeBytes), .. "\"}\n"u8]),
        ["many empty lines"] = Made(_ => Repeated("\n", ManyLines)),
        ["many small lines"] = Made(_ => Repeated("{}\n", ManyLines)),
        ["a bomb of YAML aliases"] = Made(_ => Encoding.ASCII.GetBytes("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 12).Select(n => $"a{n}: &a{n} [{string.Join(',', Enumerable.Repeat($"*a{n - 1}", 10))}]\n")))),
        ["a YAML alias of itself"] = Made(_ => "a: &a [*a]\n"u8.ToArray()),
        ["deep YAML"] = Made(_ => Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 3000).Select(n => $"{new string(' ', n)}a:\n")))),
        ["YAML tags"] = Made(_ => "format: !!python/object/apply:os.system ['true']\nceremony: !<tag:yaml.org,2002:binary> AAAA\n"u8.ToArray()),
        ["a number without an end"] = Made(_ => [.. "{\"seq\":"u8, .. Repeated("9", 1_000_000), .. "}\n"u8]),
        ["a table of commas"] = Made(_ => Repeated("a,b,\"c\n,d\",=1+1\n", 100_000)),
        ["deep DER"] = Made(_ => [.. Enumerable.Repeat(new byte[] { 0x30, 0x80 }, 100_000).SelectMany(each => each)]),
        ["DER that says it is long"] = Made(_ => [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 0x02, 0x01, 0x01]),
        ["many PEM blocks"] = Made(_ => Repeated("-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", 2_000_000)),
        ["a private key"] = Made(_ => Encoding.ASCII.GetBytes(Cast.Forged.Card1.Key.ExportPkcs8PrivateKeyPem())),
        ["noise"] = Made(_ => Noise(65_536)),
        ["a link to itself"] = path => File.CreateSymbolicLink(path, path),
        ["a link to nothing"] = path => File.CreateSymbolicLink(path, "/nonexistent/file"),
        ["a link to a device without an end"] = path => File.CreateSymbolicLink(path, "/dev/zero"),
        ["a folder"] = path => Directory.CreateDirectory(path),
        ["a folder with itself in it"] = path => File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(path).FullName, "loop"), path),
        ["a pipe"] = path => Tool.Demand("mkfifo", path),
        ["nothing at all"] = _ => { },
        ["62 MB of actions that end nowhere"] = Made(_ => Repeated(string.Concat(Enumerable.Repeat("\"do\":\"destroy-key\"", 900)) + "\n", HugeBytes)),
    };

    /// <summary>Puts it in the place of the file.</summary>
    public static void Put(string how, string path)
    {
        Remembered = File.Exists(path) ? File.ReadAllBytes(path) : [];
        File.Delete(path);
        All[how](path);
    }

    [ThreadStatic]
    private static byte[]? Remembered;

    private static Action<string> Made(Func<byte[], byte[]> make) => path => File.WriteAllBytes(path, make(Remembered!));

    private static byte[] Flipped(byte[] good)
    {
        byte[] made = [.. good];
        if (made.Length > 0)
        {
            made[made.Length / 2] ^= 4;
        }

        return made;
    }

    private static byte[] Repeated(string text, int bytes)
    {
        byte[] one = Encoding.UTF8.GetBytes(text);
        byte[] made = new byte[bytes - (bytes % one.Length)];
        for (int at = 0; at < made.Length; at++)
        {
            made[at] = one[at % one.Length];
        }

        return made;
    }

    private static byte[] Noise(int bytes)
    {
        byte[] made = new byte[bytes];
        new Random(1).NextBytes(made);
        return made;
    }
}
