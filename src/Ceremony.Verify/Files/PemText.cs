using System.Security.Cryptography;
using Ceremony.Pki;

namespace Ceremony.Verify;

/// <summary>One block of PEM (RFC 7468).</summary>
/// <param name="Label">Such as <c>CERTIFICATE</c>.</param>
/// <param name="Der">What is inside.</param>
internal sealed record PemText(string Label, byte[] Der)
{
    private const string Begin = "-----BEGIN ";
    private const string End = "-----END ";

    /// <summary>
    /// The blocks of a text, with whatever stands between them. Throws <see cref="PkiException"/> at the first that begins and is not whole: a
    /// reader that went on to look for the next one would read a hostile text again for each beginning in it.
    /// </summary>
    public static IEnumerable<PemText> Blocks(string text)
    {
        for (int begin = text.IndexOf(Begin, StringComparison.Ordinal); begin >= 0;)
        {
            int next = text.IndexOf(Begin, begin + Begin.Length, StringComparison.Ordinal);
            int end = text.IndexOf(End, begin, StringComparison.Ordinal);
            int limit = next < 0 ? text.Length : next;
            if (end < 0 || end > limit || !PemEncoding.TryFind(text.AsSpan(begin, limit - begin), out PemFields fields))
            {
                throw new PkiException("a block of PEM is not whole");
            }

            ReadOnlyMemory<char> block = text.AsMemory(begin, limit - begin);
            yield return new PemText(block[fields.Label].ToString(), Convert.FromBase64String(block[fields.Base64Data].ToString()));
            begin = next;
        }
    }

    /// <summary>Whether no end of a block stands there without its beginning, or the other way round.</summary>
    public static bool IsWhole(string text) => text.AsSpan().Count(Begin) == text.AsSpan().Count(End);
}
