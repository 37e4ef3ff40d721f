using Ceremony.Steps;

namespace Ceremony.Scripts.Tests;

/// <summary>Organisations as they are called, in the parameter of the bootstrap.</summary>
public sealed class OrganisationNamesTests
{
    private static readonly Script Bootstrap = ScriptReader.Read(File.ReadAllBytes(Repository.PathOf("ceremony-scripts", "nexus-cm-bootstrap", "script.yaml")), StepKinds.All).Script!;

    [Theory]
    [InlineData("Example AB")]
    [InlineData("Novo Nordisk A/S")]
    [InlineData("L'Oréal")]
    [InlineData("L’Oréal")]
    [InlineData("AT&T Inc. (US)")]
    [InlineData("Müller & Söhne GmbH")]
    [InlineData("Yahoo!")]
    [InlineData("3M")]
    [InlineData("บริษัท ไทย จำกัด")]
    [InlineData("भारतीय स्टेट बैंक")]
    [InlineData("الشركة العربيّة")]
    [InlineData("בַּנק ישראל")]
    [InlineData("株式会社日立製作所")]
    [InlineData("X")]
    public void A_real_name_is_taken(string name) => Assert.Equal([], Problems(name));

    [Theory]
    [InlineData(" ")]
    [InlineData("Example AB ")]
    [InlineData(" Example AB")]
    [InlineData("&")]
    [InlineData("a<b")]
    public void What_is_no_name_is_refused_in_the_scripts_own_words(string name) => Assert.Equal(
        [$"the parameter \"organisation\" cannot be \"{name}\"; it must be 1 to 64 letters, digits, blanks and . , & / ( ) + ! ’ ' -, a letter or digit first"],
        Problems(name).Select(each => each[(each.IndexOf(' ', StringComparison.Ordinal) + 1)..]));

    [Fact]
    public void It_has_at_most_64_letters()
    {
        Assert.Equal([], Problems(new string('a', 64)));
        Assert.Single(Problems(new string('a', 65)));
    }

    private static IEnumerable<string> Problems(string name) =>
        ScriptBinding.Unfit(Bootstrap, new Dictionary<string, string> { ["organisation"] = name }).Where(problem => problem.Sentence.Contains("organisation", StringComparison.Ordinal)).Select(problem => problem.At("script.yaml"));
}
