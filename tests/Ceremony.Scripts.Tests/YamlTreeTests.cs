using System.Text;
using Ceremony.Core.Scripts;

namespace Ceremony.Scripts.Tests;

public class YamlTreeTests
{
    /// <summary>A file and what is said of it.</summary>
    public static TheoryData<string, string> Refusals => new()
    {
        { "", "1:1: the file is empty" },
        { "# only a comment\n", "2:1: the file is empty" },
        { "- a\n- b\n", "1:1: the file must be a map of keys and values" },
        { "a\n", "1:1: the file must be a map of keys and values" },
        { "a: 1\nb: 2\na: 3\n", "3:1: the key \"a\" appears twice, first on line 1" },
        { "a: { b: 1, c: 2, b: 3 }\n", "1:18: the key \"b\" appears twice, first on line 1" },
        { "a: &x 1\n", "1:4: anchors (&name) are not allowed; remove it" },
        { "a: &x [1]\n", "1:4: anchors (&name) are not allowed; remove it" },
        { "&x a: 1\n", "1:1: anchors (&name) are not allowed; remove it" },
        { "a: 1\nb: *a\n", "2:4: aliases (*name) are not allowed; write the value out" },
        { "a: !!str 1\n", "1:4: tags (!name) are not allowed; remove it" },
        { "a: ! 1\n", "1:4: tags (!name) are not allowed; remove it" },
        { "a:\n  <<: { b: 1 }\n", "2:3: merge keys (<<) are not allowed; write the keys out" },
        { "a: 1\n---\nb: 2\n", "2:1: a second document begins here; a file can have only one" },
        { "%YAML 1.1\n---\na: 1\n", "1:1: directives (%YAML, %TAG) are not allowed; remove the line" },
        { "%TAG ! tag:x,2000:\n---\na: 1\n", "1:1: directives (%YAML, %TAG) are not allowed; remove the line" },
        { "? [a]\n: b\n", "1:3: a key must be a text" },
        { "{ { a: b }: c }\n", "1:3: a key must be a text" },
        { "a: [1, 2\nb: 3\n", "1:5: it is not YAML: something after this point is not closed or is out of place" },
        { "a: b: c\n", "1:5: it is not YAML: while scanning a plain scalar value, found invalid mapping" },
        { "a: \"\\q\"\n", "1:4: it is not YAML: while scanning a quoted scalar, found unknown escape character" },
        { "a:\tb\n", "1:3: tabs are not allowed; use spaces" },
        { "a: b\nc: d\u202Ee\n", "2:5: the invisible character U+202E is not allowed; remove it" },
        { "# a\u200Bb\na: b\n", "1:4: the invisible character U+200B is not allowed; remove it" },
        { "a: \"b\\u202Ec\"\n", "1:4: the invisible character U+202E is not allowed; remove it" },
        { "a: \"b\\0c\"\n", "1:4: the invisible character U+0000 is not allowed; remove it" },
        { "\uFEFFa: b\n", "1:1: the invisible character U+FEFF is not allowed; remove it" },
        { "a: b\rc: d\n", "1:5: the invisible character U+000D is not allowed; remove it" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void A_file_that_could_mean_something_else_than_it_seems_is_refused(string text, string message) =>
        Assert.Equal(message, Refusal(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_file_that_is_not_utf8_is_refused_where_it_ceases_to_be()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("a: é\nb: "), 0xC3, 0x28, (byte)'\n'];
        Assert.Equal("2:4: the file is not UTF-8 from here on; save it as UTF-8", Refusal(bytes));
    }

    [Fact]
    public void A_file_that_is_too_long_is_refused()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("a: b\n" + new string('#', YamlTree.LongestBytes));
        Assert.Equal("1:1: the file has 1048581 bytes; at most 1048576 are read", Refusal(bytes));
        Assert.Single(YamlTree.Read(bytes[..YamlTree.LongestBytes]).Members);
    }

    [Fact]
    public void Nesting_ends_at_sixteen()
    {
        Assert.Single(YamlTree.Read(Nested(YamlTree.DeepestNesting - 1)).Members);
        Assert.Equal("1:19: maps and lists are nested more than 16 deep here", Refusal(Nested(YamlTree.DeepestNesting)));
        Assert.Equal("1:19: maps and lists are nested more than 16 deep here", Refusal(Nested(50_000)));
    }

    [Fact]
    public void Scalars_are_texts_and_know_where_they_stand()
    {
        ScriptMap map = YamlTree.Read("country: NO\r\nversion: 010\nempty:\ntext: |\n  two\n  lines\n"u8.ToArray());
        Assert.Equal(new ScriptScalar("NO", new ScriptMark(1, 10)), map.Find("country"));
        Assert.Equal(new ScriptScalar("010", new ScriptMark(2, 10)), map.Find("version"));
        Assert.Equal("", ((ScriptScalar)map.Find("empty")!).Text);
        Assert.Equal("two\nlines\n", ((ScriptScalar)map.Find("text")!).Text);
        Assert.Equal(["country", "version", "empty", "text"], map.Members.Select(member => member.Key));
    }

    [Fact]
    public void Emoji_and_letters_of_every_script_are_seen()
    {
        ScriptMap map = YamlTree.Read("a: Ünïcödé 名前 🔑\n"u8.ToArray());
        Assert.Equal("Ünïcödé 名前 🔑", ((ScriptScalar)map.Find("a")!).Text);
    }

    private static byte[] Nested(int lists) => Encoding.UTF8.GetBytes($"a: {new string('[', lists)}{new string(']', lists)}\n");

    private static string Refusal(byte[] bytes)
    {
        ScriptProblem problem = Assert.Throws<ScriptProblemException>(() => YamlTree.Read(bytes)).Problem;
        return problem.At("")[1..];
    }
}
