namespace Ceremony.Scripts.Tests;

/// <summary>A forecast names things as the script does, and people by their seats, wherever the text tells them.</summary>
public class WholeForecastTests
{
    private static readonly Forecast Told = Forecast.Of(WholeScript.Bound(WholeScript.Good), []);

    [Fact]
    public void Things_are_named_as_the_script_names_them_and_the_boot_kits_in_words()
    {
        string[] does = [.. Told.Steps.Select(step => step.Does)];
        Assert.Contains("has a witness compare a fingerprint with paper", does);
        Assert.Contains("stores the certificate tls.crt beside the key \"tls\" in the token hsm", does);
        Assert.Contains("has \"Officer 1\" sign in for the role \"Use AWB\"", does);
        Assert.Contains("signs the last CRL of the CA \"(the Boot CA)\", with every certificate that it issued", does);
        Assert.Contains("destroys the key \"(the Boot CA's key)\" and looks after a fresh login whether it is gone", does);
        Assert.DoesNotContain(does, each => each.Contains("${", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("key: CA key, issuer", "key: '${step.ca-key}', issuer")]
    [InlineData("certificate: tls.crt, token: hsm, key: tls", "certificate: '${step.tls-certificate.certificate}', token: hsm, key: '${step.tls-key}'")]
    [InlineData("officer: Officer 1, role: Use AWB }", "officer: '${step.officer-1}', role: Use AWB }")]
    [InlineData("profile: First, token: card-1", "profile: '${step.profile}', token: card-1")]
    public void A_reference_is_told_as_the_name_that_it_stands_for(string name, string reference) =>
        Assert.Equal(Told.Lines(), Forecast.Of(WholeScript.Bound(WholeScript.Spoiled(name, reference)), []).Lines());

    [Fact]
    public void A_file_that_must_be_there_is_not_taken_for_one_that_a_step_makes_because_a_key_is_called_alike()
    {
        string text = WholeScript.Good.Replace("CA key", "cis", StringComparison.Ordinal).Replace("identifier-of: cis", "identifier-of: '${step.ca-key}'", StringComparison.Ordinal);
        Assert.Contains(WholeScript.Bound(text).Needs(), need => need.Path == "/opt/cis.conf");
    }

    [Fact]
    public void What_is_only_answered_in_the_room_is_told_by_the_step_that_asks()
    {
        Forecast told = Forecast.Of(WholeScript.Bound(WholeScript.Spoiled("key: kek, token", "key: 'kek ${step.bag}', token")), []);
        Assert.Contains("makes the AES key of 256 bits \"kek (the answer in bag)\" in the token hsm", told.Steps.Select(step => step.Does));
    }
}
