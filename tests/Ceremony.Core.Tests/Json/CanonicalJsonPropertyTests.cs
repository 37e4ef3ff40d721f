using System.Text;
using Ceremony.Core.Json;
using CsCheck;

namespace Ceremony.Core.Tests.Json;

public class CanonicalJsonPropertyTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Gen.Char['\0', '\u00ff'].Array[0, 12].Select(characters => new string(characters)),
        Gen.Int[0x10000, 0x10FFFF].Select(char.ConvertFromUtf32)).Where(IsUtf16);

    private static readonly Gen<JsonValue> Leaf = Gen.OneOf(
        Text.Select(text => (JsonValue)text),
        Gen.Long[-9007199254740991, 9007199254740991].Select(number => (JsonValue)number),
        Gen.Bool.Select(flag => (JsonValue)flag),
        Gen.Const((JsonValue)JsonNull.Value));

    private static readonly Gen<JsonValue> Value = Of(depth: 4);

    [Fact]
    public void What_is_written_is_read_back_the_same() =>
        Value.Sample(value => CanonicalJson.ParseCanonical(CanonicalJson.Write(value)).Equals(value), iter: 2000);

    [Fact]
    public void Writing_again_gives_the_same_bytes() =>
        Value.Sample(value => CanonicalJson.Write(CanonicalJson.Parse(CanonicalJson.Write(value))).AsSpan().SequenceEqual(CanonicalJson.Write(value)), iter: 2000);

    [Fact]
    public void Bytes_of_any_kind_are_read_or_refused_and_nothing_else() => Gen.Byte.Array[0, 64].Sample(IsReadOrRefused, iter: 20000);

    [Fact]
    public void JSON_with_a_changed_byte_is_read_or_refused_and_nothing_else() =>
        Gen.Select(Value, Gen.Int[0, 1000], Gen.Byte).Sample((value, place, changed) =>
        {
            byte[] bytes = CanonicalJson.Write(value);
            bytes[place % bytes.Length] = changed;
            return IsReadOrRefused(bytes);
        }, iter: 10000);

    // What is taken as canonical must have this one way to be written: else two texts would have one meaning and two hashes.
    private static bool IsReadOrRefused(byte[] bytes)
    {
        try
        {
            return CanonicalJson.Write(CanonicalJson.ParseCanonical(bytes)).AsSpan().SequenceEqual(bytes);
        }
        catch (JsonFormatException)
        {
            return true;
        }
    }

    private static Gen<JsonValue> Of(int depth)
    {
        if (depth == 0)
            return Leaf;

        Gen<JsonValue> below = Of(depth - 1);
        return Gen.OneOf(
            Leaf,
            below.Array[0, 4].Select(items => (JsonValue)new JsonList(items)),
            Gen.Select(Text, below).Array[0, 4].Select(members =>
            {
                var map = new JsonMap();
                foreach ((string name, JsonValue value) in members.DistinctBy(member => member.Item1))
                    map.Add(name, value);

                return (JsonValue)map;
            }));
    }

    private static bool IsUtf16(string text)
    {
        try
        {
            _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(text);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
