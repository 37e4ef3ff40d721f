using System.Text;
using Ceremony.Core.Configs;
using CsCheck;

namespace Ceremony.Core.Tests.Configs;

public class ConfigTextPropertyTests
{
    private static readonly string[] Parts =
    [
        "SSL.pin", "SSL.cert", "pkcs11.1", "pin", "pin.file", "db.password", "=", "=", "=", ":", " ", "\t", "#", "!", ";", "/", ".", "\n", "\n", "\r\n", "\r", "1234", "localhost", "Å", "à", "\u00a0", "\\",
    ];

    private static readonly string[] Names = ["SSL.pin", "SSL.cert", "pkcs11.1", "pin.pin", "pin.file", "a"];

    private static readonly Gen<string> Name = Gen.Int[0, Names.Length - 1].Select(at => Names[at]);

    private static readonly Gen<string> Value = Gen.Char['!', '~'].Array[1, 8].Select(characters => new string(characters));

    // Files that resemble one, in both encodings, and bytes of any kind.
    private static readonly Gen<byte[]> File = Gen.OneOf(
        Gen.Int[0, Parts.Length - 1].Array[0, 24].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => Parts[part])))),
        Gen.Int[0, Parts.Length - 1].Array[0, 24].Select(parts => Encoding.Latin1.GetBytes(string.Concat(parts.Select(part => Parts[part])))),
        Gen.Byte.Array[0, 64]);

    [Fact]
    public void Any_bytes_are_kept_as_they_are() => File.Sample(file => ConfigText.Of(file).ToBytes().AsSpan().SequenceEqual(file), iter: 5000);

    [Fact]
    public void What_is_set_is_found() =>
        Gen.Select(File, Name, Value).Sample((file, name, value) => ConfigText.Of(file).With(name, value).Find(name) == value, iter: 5000);

    [Fact]
    public void What_is_set_is_found_by_whoever_reads_the_file_anew() =>
        Gen.Select(File, Name, Value).Sample((file, name, value) => ConfigText.Of(ConfigText.Of(file).With(name, value).ToBytes()).Find(name) == value, iter: 5000);

    [Fact]
    public void Setting_a_value_again_changes_nothing() => Gen.Select(File, Name, Value).Sample(
        (file, name, value) =>
        {
            ConfigText once = ConfigText.Of(file).With(name, value);
            return once.With(name, value).ToBytes().AsSpan().SequenceEqual(once.ToBytes());
        },
        iter: 5000);

    [Fact]
    public void Other_lines_stay_in_their_order() => Gen.Select(File, Name, Value).Sample(
        (file, name, value) =>
        {
            string[] before = Lines(file);
            string[] after = Lines(ConfigText.Of(file).With(name, value).ToBytes());
            int first = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
            string[] restBefore = before[first..];
            string[] restAfter = after[Math.Min(first + 1, after.Length)..];
            return restAfter.SequenceEqual(restBefore) || restAfter.SequenceEqual(restBefore.Skip(1)) || restBefore is [""];
        },
        iter: 5000);

    [Fact]
    public void What_is_masked_is_masked_for_good() => File.Sample(
        file =>
        {
            ConfigText masked = ConfigText.Of(file).Masked();
            return masked.Masked().ToBytes().AsSpan().SequenceEqual(masked.ToBytes())
                && ConfigText.Of(masked.ToBytes()).Masked().ToBytes().AsSpan().SequenceEqual(masked.ToBytes());
        },
        iter: 10000);

    // Officers confirm what becomes of the masked form; the file itself must become the same, whatever its PINs are.
    [Fact]
    public void The_masked_form_becomes_what_the_file_becomes() => Gen.Select(File, Name, Value).Sample(
        (file, name, value) =>
            ConfigText.Of(file).With(name, value).MaskedSha256() == ConfigText.Of(ConfigText.Of(file).Masked().ToBytes()).With(name, value).MaskedSha256(),
        iter: 10000);

    [Fact]
    public void What_is_taken_out_stands_nowhere_and_all_other_lines_stay() => Gen.Select(File, Name, Value).Sample(
        (file, name, value) =>
        {
            ConfigText without = ConfigText.Of(file).Without(name);
            string[] again = Lines(without.With(name, value).ToBytes());
            int added = Array.FindIndex(again, line => line == $"{name}={value}");
            return without.Find(name) is null
                && without.Without(name).ToBytes().AsSpan().SequenceEqual(without.ToBytes())
                && Lines(file).Where(line => ConfigText.Of(Encoding.Latin1.GetBytes(line)).Find(name) is null && line.Length > 0).SequenceEqual(Lines(without.ToBytes()).Where(line => line.Length > 0))
                && again.Where((line, at) => at != added && line.Length > 0).SequenceEqual(Lines(without.ToBytes()).Where(line => line.Length > 0));
        },
        iter: 5000);

    [Fact]
    public void The_masked_form_becomes_what_the_file_becomes_where_a_setting_is_emptied_or_taken_out() => Gen.Select(File, Name).Sample(
        (file, name) =>
        {
            var text = ConfigText.Of(file);
            var masked = ConfigText.Of(text.Masked().ToBytes());
            return text.Without(name).MaskedSha256() == masked.Without(name).MaskedSha256() && text.With(name, "").MaskedSha256() == masked.With(name, "").MaskedSha256();
        },
        iter: 10000);

    [Fact]
    public void A_difference_tells_what_was_set() => Gen.Select(File, Name, Value).Sample(
        (file, name, value) =>
        {
            ConfigText before = ConfigText.Of(file);
            ConfigText after = before.With(name, value);
            return before.Find(name) == value || before.DiffTo(after).Count(line => line.Change == "+") == 1;
        },
        iter: 5000);

    private static string[] Lines(byte[] bytes) => [.. Encoding.Latin1.GetString(bytes).Split('\n').Select(line => line.TrimEnd('\r'))];
}
