using System.Text;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;

namespace CeremonyTui.Wiring;

/// <summary>A PIN for a command that has no screen: typed at the terminal, where it is not echoed, or the first line of standard input.</summary>
internal static class TypedPin
{
    private const int Longest = 255;

    /// <summary>Asks for it. Throws <see cref="CommandFailure"/> where there is none, or one that is too long.</summary>
    /// <param name="prompt">What is asked; written to standard error, and only where somebody types.</param>
    public static Secret Ask(string prompt)
    {
        byte[] bytes = new byte[Longest + 1];
        try
        {
            int length = Console.IsInputRedirected ? Read(bytes) : Type(prompt, bytes);
            return length is > 0 and <= Longest
                ? new Secret(bytes.AsSpan(0, length))
                : throw new CommandFailure(ExitCodes.WrongInput, length == 0 ? "No PIN was given, and nothing was made: type it, or give it on standard input." : $"A PIN has at most {Longest} bytes.");
        }
        finally
        {
            Array.Clear(bytes);
        }
    }

    /// <summary>Asks for a new one, twice where somebody types it. Throws as <see cref="Ask"/> does, and where the two differ.</summary>
    /// <param name="what">What it is: "New user PIN".</param>
    public static Secret Twice(string what)
    {
        Secret first = Ask($"{what}: ");
        return Console.IsInputRedirected ? first : first.UnlessFails(() =>
        {
            using Secret second = Ask($"{what}, once more: ");
            if (!first.SameAs(second))
            {
                throw new CommandFailure(ExitCodes.WrongInput, "The two differ. Nothing was done: begin again.");
            }
        });
    }

    private static int Read(byte[] bytes)
    {
        using Stream input = Console.OpenStandardInput();
        int length = 0;
        while (length < bytes.Length && input.ReadByte() is >= 0 and not '\n' and var next)
        {
            bytes[length++] = (byte)next;
        }

        return length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
    }

    private static int Type(string prompt, byte[] bytes)
    {
        Console.Error.Write(prompt);
        int length = 0;
        char first = '\0';
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                // A whole character goes: behind its first byte, UTF-8 has bytes that begin with 10.
                while (length > 0 && (bytes[--length] & 0xC0) == 0x80)
                {
                }
            }
            else if (char.IsHighSurrogate(key.KeyChar))
            {
                // A character beyond U+FFFF comes as two keys.
                first = key.KeyChar;
            }
            else if (!char.IsControl(key.KeyChar) && (char.IsLowSurrogate(key.KeyChar) ? Rune.TryCreate(first, key.KeyChar, out Rune rune) : Rune.TryCreate(key.KeyChar, out rune)) && rune.TryEncodeToUtf8(bytes.AsSpan(length), out int written))
            {
                length += written;
            }
        }

        Console.Error.WriteLine();
        return length;
    }
}
