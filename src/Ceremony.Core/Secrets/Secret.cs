using System.Security.Cryptography;
using System.Text;

namespace Ceremony.Core.Secrets;

/// <summary>
/// Bytes that must not outlive their use, such as a PIN. They lie in <see cref="SecretMemory"/>, are zeroed on <see cref="Dispose"/>, lent but never given, and never printed.
/// </summary>
public sealed class Secret : IDisposable
{
    private readonly SecretMemory _memory;

    /// <summary>Takes a copy of the bytes; the caller wipes the original.</summary>
    public Secret(ReadOnlySpan<byte> bytes) => _memory = SecretMemory.Of(bytes);

    private Secret(SecretMemory memory) => _memory = memory;

    /// <summary>What uses the lent bytes and returns something that holds no copy of them.</summary>
    public delegate T Use<out T>(ReadOnlySpan<byte> bytes);

    /// <summary>How many bytes there are.</summary>
    public int Length => _memory.Length;

    /// <summary>Whether it was wiped.</summary>
    public bool IsWiped => _memory.IsClosed;

    /// <summary>A secret of the UTF-8 bytes of a text that is no secret by itself, as a rehearsal's PINs are.</summary>
    public static Secret FromText(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>A PIN of decimal digits, each drawn evenly from the system's random generator.</summary>
    public static Secret RandomDigits(int count)
    {
        var memory = new SecretMemory(count);
        memory.Lend(digits =>
        {
            foreach (ref byte digit in digits)
            {
                digit = (byte)('0' + RandomNumberGenerator.GetInt32(10));
            }

            return digits.Length;
        });
        return new Secret(memory);
    }

    /// <summary>Lends the bytes for the length of one call. Throws <see cref="ObjectDisposedException"/> once wiped.</summary>
    public T Reveal<T>(Use<T> use)
    {
        ObjectDisposedException.ThrowIf(IsWiped, this);
        return _memory.Lend(bytes => use(bytes));
    }

    /// <summary>Itself, once what it is handed on for has not failed: it is wiped where that throws, for whatever reason.</summary>
    public Secret UnlessFails(Action use)
    {
        try
        {
            use();
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The same for what takes its time.</summary>
    public async Task<Secret> UnlessFails(Task use)
    {
        try
        {
            await use;
            return this;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Another secret of the same bytes, wiped on its own.</summary>
    public Secret Copy() => Reveal(bytes => new Secret(bytes));

    /// <summary>
    /// Whether both hold the same bytes; takes the same time wherever they differ. Throws <see cref="ObjectDisposedException"/> once either
    /// was wiped: two wiped ones of a length would else be the same.
    /// </summary>
    public bool SameAs(Secret other)
    {
        ObjectDisposedException.ThrowIf(IsWiped, this);
        ObjectDisposedException.ThrowIf(other.IsWiped, other);
        return _memory.SameAs(other._memory);
    }

    /// <inheritdoc/>
    public void Dispose() => _memory.Dispose();

    /// <summary>Says only how long it is.</summary>
    public override string ToString() => $"secret of {Length} bytes";
}
