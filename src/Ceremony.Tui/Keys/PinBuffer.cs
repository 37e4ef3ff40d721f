using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Secrets;

namespace Ceremony.Tui.Keys;

/// <summary>
/// A PIN while it is typed: UTF-8 bytes at one place in <see cref="SecretMemory"/>, never a string, zeroed once they are handed on or given up.
/// </summary>
/// <param name="most">The longest one, in bytes.</param>
internal sealed class PinBuffer(int most = PinBuffer.Longest)
{
    /// <summary>The longest PIN that somebody has, in bytes: some are a user's name, a colon and a password.</summary>
    public const int Longest = 255;

    /// <summary>The longest PIN that somebody chooses here, in bytes.</summary>
    public const int LongestNew = 64;

    // Taken with the first character, and given back when it is wiped: most prompts of a ceremony ask for no PIN.
    private SecretMemory? _memory;

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
    public bool SameAs(PinBuffer other)
    {
        using Secret mine = Copy();
        using Secret others = other.Copy();
        return mine.SameAs(others);
    }

    /// <summary>Hands the bytes on; nothing stays here.</summary>
    public Secret Take()
    {
        Secret secret = Copy();
        Wipe();
        return secret;
    }

    /// <summary>Zeroes what was typed.</summary>
    public void Wipe()
    {
        _memory?.Dispose();
        _memory = null;
        Bytes = 0;
        Characters = 0;
    }

    private Secret Copy() => _memory is { } memory ? memory.Lend(bytes => new Secret(bytes[..Bytes])) : new Secret([]);

    private void Append(Rune rune)
    {
        if (Bytes + rune.Utf8SequenceLength <= most && !Rune.IsControl(rune))
        {
            _memory ??= new SecretMemory(most);
            Bytes += _memory.Lend(bytes => rune.EncodeToUtf8(bytes[Bytes..]));
            Characters++;
        }
    }

    private void RemoveLast()
    {
        if (_memory is not { } memory)
        {
            return;
        }

        Bytes = memory.Lend(bytes =>
        {
            // A byte of the form 10xxxxxx continues a character (RFC 3629 §3).
            int left = Bytes - 1;
            while (left > 0 && (bytes[left] & 0xC0) == 0x80)
            {
                left--;
            }

            CryptographicOperations.ZeroMemory(bytes[left..]);
            return left;
        });
        Characters--;
        if (IsEmpty)
        {
            Wipe();
        }
    }
}
