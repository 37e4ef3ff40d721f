namespace Ceremony.Core.Json;

/// <summary>Bytes as JSON holds them: base64 (RFC 4648 §4).</summary>
public static class JsonBytes
{
    /// <summary>The bytes; a <see cref="JsonFormatException"/> where the text is not base64.</summary>
    public static byte[] Of(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new JsonFormatException("a text is not base64");
        }
    }
}
