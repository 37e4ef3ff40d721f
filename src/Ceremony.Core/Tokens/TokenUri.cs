using System.Globalization;
using System.Text;

namespace Ceremony.Core.Tokens;

/// <summary>
/// The path of an RFC 7512 <c>pkcs11:</c> URI as far as it names a token: by label, serial number, manufacturer or model. Slot numbers
/// change and PINs do not belong into files, so <c>slot-id</c>, <c>pin-value</c> and <c>pin-source</c> are refused.
/// </summary>
public sealed record TokenUri
{
    private const int Longest = 512;
    private readonly string? _manufacturer;
    private readonly string? _model;

    private TokenUri(IReadOnlyDictionary<string, string> attributes)
    {
        Attributes = attributes;
        Label = attributes.GetValueOrDefault("token");
        Serial = attributes.GetValueOrDefault("serial");
        _manufacturer = attributes.GetValueOrDefault("manufacturer");
        _model = attributes.GetValueOrDefault("model");
    }

    /// <summary>The attributes given, percent-decoded: token, serial, manufacturer, model.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>The token's label (CKA: CK_TOKEN_INFO.label without trailing blanks), or null where the URI names none.</summary>
    public string? Label { get; }

    /// <summary>The token's serial number, or null where the URI names none.</summary>
    public string? Serial { get; }

    /// <summary>Reads a URI; the problem is one sentence without a full stop where it cannot be read.</summary>
    public static bool TryParse(string text, out TokenUri uri, out string problem)
    {
        uri = new TokenUri(new Dictionary<string, string>());
        problem = "";
        if (!text.StartsWith("pkcs11:", StringComparison.Ordinal) || text.Length > Longest)
        {
            problem = "a token is named by a URI such as pkcs11:token=CM-HSM (RFC 7512)";
            return false;
        }

        // RFC 7512 §2.3: what follows is the query, with pin-value and the like; a question mark in a label is percent-encoded.
        if (text.Contains('?', StringComparison.Ordinal))
        {
            problem = "nothing may follow a \"?\" in a token's URI: PINs and modules do not belong there";
            return false;
        }

        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string part in text["pkcs11:".Length..].Split(';'))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? part : part[..equals];
            if (name is not ("token" or "serial" or "manufacturer" or "model"))
            {
                problem = name is "slot-id" or "pin-value" or "pin-source"
                    ? $"\"{name}\" is not allowed in a token's URI: name the token by token= or serial="
                    : $"\"{name}\" is not an attribute that names a token; use token=, serial=, manufacturer= or model=";
                return false;
            }

            if (equals < 0 || !TryDecode(part[(equals + 1)..], out string value) || !attributes.TryAdd(name, value))
            {
                problem = $"the attribute \"{name}\" is empty, occurs twice or is not percent-encoded UTF-8";
                return false;
            }

            if (value.EnumerateRunes().Any(IsControl))
            {
                problem = $"the attribute \"{name}\" holds control characters, which no token's label or serial number has";
                return false;
            }
        }

        if (!attributes.ContainsKey("token") && !attributes.ContainsKey("serial"))
        {
            problem = "the URI names neither a label (token=) nor a serial number (serial=)";
            return false;
        }

        uri = new TokenUri(attributes);
        return true;
    }

    /// <summary>Whether a token with these values is the one named.</summary>
    public bool Matches(string label, string serial, string manufacturer, string model) =>
        Fits(Label, label) && Fits(Serial, serial) && Fits(_manufacturer, manufacturer) && Fits(_model, model);

    /// <inheritdoc/>
    public override string ToString() => "pkcs11:" + string.Join(';', Attributes.Select(attribute => $"{attribute.Key}={Uri.EscapeDataString(attribute.Value)}"));

    private static bool Fits(string? wanted, string value) => wanted is null || wanted == value;

    // Nothing that a terminal or a report would take for a command.
    private static bool IsControl(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool TryDecode(string text, out string value)
    {
        value = "";
        var bytes = new List<byte>();
        byte[] raw = Encoding.UTF8.GetBytes(text);
        for (int at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '%')
            {
                bytes.Add(raw[at]);
                continue;
            }

            if (at + 2 >= raw.Length || !byte.TryParse(Encoding.ASCII.GetString(raw, at + 1, 2), NumberStyles.AllowHexSpecifier, null, out byte decoded))
            {
                return false;
            }

            bytes.Add(decoded);
            at += 2;
        }

        try
        {
            value = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString([.. bytes]);
        }
        catch (ArgumentException)
        {
            return false;
        }

        return value.Length > 0;
    }
}
