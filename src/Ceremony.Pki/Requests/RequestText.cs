using System.Security.Cryptography;
using Ceremony.Core.Screens;

namespace Ceremony.Pki;

/// <summary>To-be-signed certification requests as people read them before a signature.</summary>
internal static class RequestText
{
    /// <summary>Everything in it, in its order.</summary>
    public static IReadOnlyList<Detail> Describe(RequestInfo info) =>
    [
        new("Request version", "1"),
        new("Subject", Names.Text(info.Subject), Foreign: true),
        new("Key", PublicKeyInfo.Read(info.PublicKey).Name, Foreign: true),
        new("Key SHA-256", HexText.Groups(Convert.ToHexStringLower(SHA256.HashData(info.PublicKey))), Foreign: true),
        new("Key usage asked for", info.Asked.KeyUsage.Count == 0 ? "none" : string.Join(", ", info.Asked.KeyUsage) + (info.IsCritical ? " (critical)" : ""), Foreign: true),
        .. AskedFor("Extended key usage asked for", info.Asked.ExtendedKeyUsage),
        .. AskedFor("Subject alternative names asked for", info.Asked.AlternativeNames),
    ];

    private static IEnumerable<Detail> AskedFor(string name, IReadOnlyList<string> values) => values.Count == 0 ? [] : [new(name, string.Join(", ", values), Foreign: true)];
}
