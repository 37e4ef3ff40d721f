namespace Ceremony.Scripts.Tests;

/// <summary>What nothing refuses, but the author of a script should know.</summary>
public class WarningsTests
{
    private const string Ordinary = "set: [ { logsignkey: { identifier-of: CA key } } ]";

    [Fact]
    public void A_script_that_is_right_has_none() => Assert.Empty(WholeScript.Read(WholeScript.Good).Script!.Warnings);

    [Theory]
    [InlineData("hsm", "52:89: the PIN of the token hsm is written into cis.conf, and this token holds the key of the CA \"Root\": whoever can read the file can have that key sign; give the servers a token of their own")]
    [InlineData("boot", "52:89: the PIN of the token boot is written into cis.conf, and this token holds the key of the CA \"Boot CA\": whoever can read the file can have that key sign; give the servers a token of their own")]
    [InlineData("card-1", null)]
    public void The_PIN_of_a_token_with_the_key_of_a_CA_in_a_configuration_is_told(string token, string? warning)
    {
        ScriptReading reading = WholeScript.Read(WholeScript.Spoiled(Ordinary, $"set: [ {{ SSL.pin: {{ pin-of: {token} }} }} ]"));
        Assert.Empty(reading.Problems);
        Assert.Equal(warning is null ? [] : [$"script.yaml:{warning}"], reading.Script!.Warnings.Select(each => each.At("script.yaml")));
    }
}
