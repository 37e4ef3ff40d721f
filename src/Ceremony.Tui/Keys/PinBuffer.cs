using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Secrets;

namespace Ceremony.Tui.Keys;

/// <summary>
/// A PIN while it is typed: UTF-8 bytes at one pinned place, never a string, zeroed once they are handed on or given up.
/// </summary>
internal sealed class PinBuffer
{
    /// <summary>The longest PIN, in bytes.</summary>
    public const int MaxBytes = 64;

    private readonly byte[] _bytes = GC.AllocateArray<byte>(MaxBytes, pinned: true);

    /// <summary>How many bytes were typed.</summary>
    public int Bytes { get; private set; }

    /// <summary>How many characters were typed: the dots on the screen.</summary>
    public int Characters { get; private set; }

    /// <summary>Whether nothing was typed.</summary>
    public bool IsEmpty => Bytes == 0;

    /// <summary>Takes a character or removes the last one. False where the key means nothing to it.</summary>
    public bool Press(KeyPress key)
    {
        switch (key.Name)
        {
            case KeyName.Character:
                Append(key.Rune);
                return true;
            case KeyName.Backspace:
                RemoveLast();
                return true;
            case KeyName.ClearField:
                Wipe();
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether both hold the same bytes.</summary>
    public bool SameAs(PinBuffer other) => CryptographicOperations.FixedTimeEquals(_bytes.AsSpan(0, Bytes), other._bytes.AsSpan(0, other.Bytes));

    /// <summary>Hands the bytes on; nothing stays here.</summary>
    public Secret Take()
    {
        var secret = new Secret(_bytes.AsSpan(0, Bytes));
        Wipe();
        return secret;
    }

    /// <summary>Zeroes what was typed.</summary>
    public void Wipe()
    {
        CryptographicOperations.ZeroMemory(_bytes);
        Bytes = 0;
        Characters = 0;
    }

    private void Append(Rune rune)
    {
        if (Bytes + rune.Utf8SequenceLength <= MaxBytes && !Rune.IsControl(rune))
        {
            Bytes += rune.EncodeToUtf8(_bytes.AsSpan(Bytes));
            Characters++;
        }
    }

    private void RemoveLast()
    {
        if (IsEmpty)
        {
            return;
        }

        // A byte of the form 10xxxxxx continues a character (RFC 3629 §3).
        do
        {
            Bytes--;
        }
        while (Bytes > 0 && (_bytes[Bytes] & 0xC0) == 0x80);

        CryptographicOperations.ZeroMemory(_bytes.AsSpan(Bytes));
        Characters--;
    }
}
