using System.Security.Cryptography;
using System.Text;

namespace Ceremony.Core.Secrets;

/// <summary>
/// Bytes that must not outlive their use, such as a PIN. Pinned so that the collector makes no copies, zeroed on <see cref="Dispose"/>,
/// lent but never given, and never printed.
/// </summary>
public sealed class Secret : IDisposable
{
    private readonly byte[] _bytes;
    private bool _wiped;

    /// <summary>Takes a copy of the bytes; the caller wipes the original.</summary>
    public Secret(ReadOnlySpan<byte> bytes)
    {
        _bytes = GC.AllocateUninitializedArray<byte>(bytes.Length, pinned: true);
        bytes.CopyTo(_bytes);
    }

    /// <summary>What uses the lent bytes and returns something that holds no copy of them.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> bytes);

    /// <summary>How many bytes there are.</summary>
    public int Length => _bytes.Length;

    /// <summary>A secret of the UTF-8 bytes of a text that is no secret by itself, as a rehearsal's PINs are.</summary>
    public static Secret FromText(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>A PIN of decimal digits, each drawn evenly from the system's random generator.</summary>
    public static Secret RandomDigits(int count)
    {
        Span<byte> digits = stackalloc byte[count];
        for (int place = 0; place < count; place++)
        {
            digits[place] = (byte)('0' + RandomNumberGenerator.GetInt32(10));
        }

        var secret = new Secret(digits);
        CryptographicOperations.ZeroMemory(digits);
        return secret;
    }

    /// <summary>Lends the bytes for the length of one call. Throws <see cref="ObjectDisposedException"/> once wiped.</summary>
    public T Reveal<T>(Use<T> use)
    {
        ObjectDisposedException.ThrowIf(_wiped, this);
        return use(_bytes);
    }

    /// <summary>Another secret of the same bytes, wiped on its own.</summary>
    public Secret Copy() => Reveal(bytes => new Secret(bytes));

    /// <summary>
    /// Whether both hold the same bytes; takes the same time wherever they differ. Throws <see cref="ObjectDisposedException"/> once either
    /// was wiped: two wiped ones of a length would else be the same.
    /// </summary>
    public bool SameAs(Secret other)
    {
        ObjectDisposedException.ThrowIf(_wiped, this);
        ObjectDisposedException.ThrowIf(other._wiped, other);
        return CryptographicOperations.FixedTimeEquals(_bytes, other._bytes);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        _wiped = true;
    }

    /// <summary>Says only how long it is.</summary>
    public override string ToString() => $"secret of {Length} bytes";
}
