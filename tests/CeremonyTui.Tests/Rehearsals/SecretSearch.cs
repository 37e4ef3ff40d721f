using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CeremonyTui.Tests.Rehearsals;

/// <summary>Looks for a rehearsal's PINs, and for their hashes, in the bytes of every file that is not of the rehearsal's own room.</summary>
internal static partial class SecretSearch
{
    /// <summary>What was found, a line each: the file, the PIN's name, and in which form.</summary>
    public static IReadOnlyList<string> In(Rehearsal rehearsal) =>
    [
        .. from file in Directory.GetFiles(rehearsal.Folder, "*", SearchOption.AllDirectories)
           let name = Path.GetRelativePath(rehearsal.Folder, file)
           where !name.StartsWith("rehearsal/", StringComparison.Ordinal)
           let text = Encoding.Latin1.GetString(File.ReadAllBytes(file))
           let words = NoWords().Replace(text, "#")
           from pin in rehearsal.Pins
           from form in Forms(pin.Value).Where(form => text.Contains(form.Text, StringComparison.OrdinalIgnoreCase)).Select(form => form.Name)
               .Concat(words.Contains(pin.Value, StringComparison.Ordinal) ? ["as it is typed"] : [])
           select $"{name}: {pin.Key} {form}",
    ];

    private static IEnumerable<(string Name, string Text)> Forms(string pin)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(pin);
        byte[] hash = SHA256.HashData(bytes);
        yield return ("in hex", Convert.ToHexString(bytes));
        yield return ("as SHA-256 in hex", Convert.ToHexString(hash));
        yield return ("as SHA-256 in base64", Convert.ToBase64String(hash));
    }

    // Six digits stand by chance in the reading of a clock, and in one run of many in the hex of a hash.
    [GeneratedRegex("\"(mono|seconds|size|jumped|milliseconds)\":[0-9]+|[0-9A-Fa-f]{20,}")]
    private static partial Regex NoWords();
}
