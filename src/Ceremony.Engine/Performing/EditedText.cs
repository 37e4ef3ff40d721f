using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Ceremony.Core.Actions;
using Ceremony.Core.Configs;
using Ceremony.Core.Devices;
using Ceremony.Core.Secrets;

namespace Ceremony.Engine;

/// <summary>The bytes of a configuration file with its new settings. PINs are put in as bytes at the very end: a placeholder holds each one's place.</summary>
internal static class EditedText
{
    /// <summary>The bytes; whoever asked for them wipes them.</summary>
    public static byte[] Of(ConfigText text, EditConfig action, ReadyPins pins)
    {
        var places = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (ConfigEdit edit in action.Edits)
        {
            if (edit.Pin(action.File) is { } need)
            {
                string place = $"@{places.Count.ToString(CultureInfo.InvariantCulture)}:{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}@";
                places.Add(place, pins.Of(need));
                text = edit.MadeIn(text, place);
            }
            else
            {
                text = edit.MadeIn(text, "");
            }
        }

        byte[] bytes = text.ToBytes();
        foreach ((string place, Secret pin) in places)
        {
            byte[] former = bytes;
            bytes = Spliced(former, Encoding.ASCII.GetBytes(place), pin);
            CryptographicOperations.ZeroMemory(former);
        }

        return bytes;
    }

    private static byte[] Spliced(byte[] bytes, byte[] place, Secret pin)
    {
        int at = bytes.AsSpan().IndexOf(place);
        return pin.Reveal(secret =>
        {
            // The next line would belong to it for whoever reads the file with continuations.
            if (secret is [] or [.., (byte)'\\'] || secret.IndexOfAny((byte)'\n', (byte)'\r', (byte)0) >= 0)
            {
                throw new DeviceFault("PinUnfit", "A PIN that is empty, ends in a backslash or holds a line feed cannot stand in a configuration file. Nothing was changed: have another PIN set, then try again.");
            }

            byte[] whole = GC.AllocateUninitializedArray<byte>(bytes.Length - place.Length + secret.Length, pinned: true);
            bytes.AsSpan(0, at).CopyTo(whole);
            secret.CopyTo(whole.AsSpan(at));
            bytes.AsSpan(at + place.Length).CopyTo(whole.AsSpan(at + secret.Length));
            return whole;
        });
    }
}
