using System.Text;

namespace Ceremony.Pki.Tests;

/// <summary>Files of PEM: as many blocks are read as were begun, or the file is refused with the line.</summary>
public sealed class PemTests
{
    private const string Label = "CERTIFICATE";
    private const string Stray = "looks like the border of a block of PEM, but is none that begins one";
    private const string Cut = "begins a block of PEM that does not end as it should: it is cut, or its last line is damaged";
    private const string NoBase64 = "begins a block of PEM that holds something other than base64, or less than a whole one";
    private static readonly string One = Signatures.ToPem(Label, TestPki.Leaf);
    private static readonly string Two = Signatures.ToPem(Label, TestPki.Ca);
    private static readonly int Lines = One.Split('\n').Length - 1;

    public static TheoryData<string, string> Whole => new()
    {
        { "one after the other", One + Two },
        { "a byte order mark", "\ufeff" + One + Two },
        { "text before, between and behind", "subject=CN=Å\n\n" + One + "issuer: x - y\n---\n" + Two + "the end" },
        { "carriage returns", (One + Two).ReplaceLineEndings("\r\n") },
        { "carriage returns alone", (One + Two).ReplaceLineEndings("\r") },
        { "blanks at the ends of lines", (One + Two).ReplaceLineEndings(" \t\n") },
        { "no line end at the last", (One + Two).TrimEnd('\n') },
        { "indented base64 and empty lines", (One + Two).Replace("\nM", "\n\n  M", StringComparison.Ordinal) },
    };

    public static TheoryData<string, string, int, string> FallsShort => new()
    {
        { "a first line that is indented", " " + One + Two, 1, Stray },
        { "a quoted first line", "> " + One + Two, 1, Stray },
        { "a mark before the second", One + "\ufeff" + Two, Lines + 1, Stray },
        { "four dashes before", One[1..] + Two, 1, Stray },
        { "four dashes behind", One.Replace("E-----\n", "E----\n", StringComparison.Ordinal) + Two, 1, Stray },
        { "long dashes", One.Replace("-----BEGIN", "–––––BEGIN", StringComparison.Ordinal) + Two, 1, Stray },
        { "text behind the border", One.Replace("BEGIN CERTIFICATE-----", "BEGIN CERTIFICATE----- x", StringComparison.Ordinal) + Two, 1, Stray },
        { "two blanks in the border", One.Replace("BEGIN CERT", "BEGIN  CERT", StringComparison.Ordinal) + Two, 1, "begins a block of PEM with another label than CERTIFICATE" },
        { "small letters", One + Two.Replace("BEGIN CERTIFICATE", "BEGIN certificate", StringComparison.Ordinal), Lines + 1, "begins a block of PEM with another label than CERTIFICATE" },
        { "another label", One + Two.Replace(Label, "X509 CERTIFICATE", StringComparison.Ordinal), Lines + 1, "begins a block of PEM with another label than CERTIFICATE" },
        { "a key", Signatures.ToPem("PRIVATE KEY", [0x30, 0]) + One, 1, "begins a block of PEM with another label than CERTIFICATE" },
        { "no first line", One + Two[(Two.IndexOf('\n') + 1)..], Lines + Two.Split('\n').Length - 2, Stray },
        { "no last line", One[..One.LastIndexOf("-----END", StringComparison.Ordinal)] + Two, 1, Cut },
        { "cut off", One + Two[..(Two.Length / 2)], Lines + 1, Cut },
        { "a last line of another label", One.Replace("END CERTIFICATE", "END X509 CRL", StringComparison.Ordinal) + Two, 1, Cut },
        { "a damaged last line", One.Replace("-----END", "----END", StringComparison.Ordinal) + Two, 1, Cut },
        { "a letter too few", One.Remove(One.IndexOf('\n') + 1, 1) + Two, 1, NoBase64 },
        { "a character that is none of base64", One.Replace("\nM", "\n!", StringComparison.Ordinal) + Two, 1, NoBase64 },
        { "headers", One.Replace("-----\nM", "-----\nProc-Type: 4,ENCRYPTED\n\nM", StringComparison.Ordinal) + Two, 1, NoBase64 },
        { "nothing in it", One + "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", Lines + 1, NoBase64 },
    };

    [Theory]
    [MemberData(nameof(Whole))]
    public void As_many_blocks_are_read_as_were_begun(string called, string text)
    {
        Assert.NotEmpty(called);
        Assert.Equal([TestPki.Leaf, TestPki.Ca], Pem.Blocks(Encoding.UTF8.GetBytes(text), Label).Select(block => block.Der));
    }

    [Theory]
    [MemberData(nameof(FallsShort))]
    public void Or_the_file_is_refused_with_the_line(string called, string text, int line, string why)
    {
        Assert.NotEmpty(called);
        Assert.Equal($"its line {line} {why}", Assert.Throws<PkiException>(() => Pem.Blocks(Encoding.UTF8.GetBytes(text), Label)).Message);
    }

    [Fact]
    public void Text_of_two_bytes_a_character_is_refused() =>
        Assert.Equal("it is no text in which every character of PEM is one byte; save it as UTF-8", Assert.Throws<PkiException>(() => Pem.Blocks(Encoding.Unicode.GetBytes(One), Label)).Message);

    [Fact]
    public void Where_one_is_expected_a_second_is_refused_and_none_as_well()
    {
        Assert.Equal(TestPki.Leaf, Pem.ReadOrDer(TestPki.Leaf, Label));
        Assert.Equal(TestPki.Leaf, Pem.ReadOrDer(Encoding.UTF8.GetBytes("\ufeff" + One), Label));
        Assert.Equal($"its line {Lines + 1} begins a second block of PEM, and one is expected", Assert.Throws<PkiException>(() => Pem.ReadOrDer(Encoding.UTF8.GetBytes(One + Two), Label)).Message);
        Assert.Equal("the file is neither DER nor PEM with a CERTIFICATE", Assert.Throws<PkiException>(() => Pem.ReadOrDer("text"u8.ToArray(), Label)).Message);
    }
}
