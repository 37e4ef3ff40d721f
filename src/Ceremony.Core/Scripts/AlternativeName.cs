using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Ceremony.Core.Scripts;

/// <summary>
/// One of a certificate's subject alternative names (RFC 5280 §4.2.1.6), in the one spelling that scripts, screens and the journal have for it: <c>DNS:cm.example.org</c>, <c>IP:192.0.2.1</c>.
/// </summary>
/// <param name="Type">One of <see cref="Types"/>.</param>
/// <param name="Value">A DNS name in the preferred name syntax (RFC 1034 §3.5, RFC 1123 §2.1), perhaps with <c>*</c> as its leftmost label; or an address as RFC 5952 §4 and RFC 1123 §2.1 write it.</param>
public sealed record AlternativeName(string Type, string Value)
{
    /// <summary>The longest text of such a name.</summary>
    public const int Longest = 257;

    /// <summary>What they look like, for people.</summary>
    public const string Shape = "DNS: and a host's name, or IP: and an address, such as DNS:cm.example.org or IP:192.0.2.1";

    // RFC 1035 §2.3.4: 255 octets with the length of each label and the root's.
    private const int LongestDnsName = 253;
    private const int LongestLabel = 63;

    // "*.org" would be good for every host of a top-level domain; clients do not accept it.
    private const int FewestUnderWildcard = 2;

    /// <summary>The names of the types, as OpenSSL prints them.</summary>
    public static readonly IReadOnlyList<string> Types = ["DNS", "IP"];

    /// <inheritdoc/>
    public override string ToString() => $"{Type}:{Value}";

    /// <summary>Reads one; false where the text is none, or has another spelling.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AlternativeName? name)
    {
        name = text.Split(':', 2) switch
        {
            ["DNS", var dns] when IsDnsName(dns) => new("DNS", dns),
            ["IP", var address] when ParseAddress(address) is not null => new("IP", address),
            _ => null,
        };
        return name is not null;
    }

    /// <summary>The address in its only spelling; null where the text is none.</summary>
    public static IPAddress? ParseAddress(string text) =>
        IPAddress.TryParse(text, out IPAddress? address) && address is not { AddressFamily: AddressFamily.InterNetworkV6, ScopeId: > 0 } && address.ToString() == text ? address : null;

    private static bool IsDnsName(string text)
    {
        string[] labels = text.Split('.');
        string[] own = labels is ["*", .. var under] && under.Length >= FewestUnderWildcard ? under : labels;

        // RFC 1123 §2.1: the last label tells a name from an address.
        return text.Length <= LongestDnsName && own.All(IsLabel) && !own[^1].All(char.IsAsciiDigit);
    }

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= LongestLabel && label[0] != '-' && label[^1] != '-' && label.All(each => char.IsAsciiLetterOrDigit(each) || each == '-');
}
