using Ceremony.Core.Scripts;

namespace Ceremony.Steps;

/// <summary>What speaks by the text of a script against storing a certificate.</summary>
internal static class InstallCertificateMisfits
{
    /// <summary>Another token or another key than the certificate's, and labels that are taken.</summary>
    public static IEnumerable<ScriptProblem> Of(ToldStep step, IEarlierSteps earlier) =>
        step.As<InstallCertificateStep>() is { } own ? [.. ByToken(step, own, earlier), .. ByKey(step, own, earlier), .. ByLabel(step, own, earlier)] : [];

    private static IEnumerable<ScriptProblem> ByToken(ToldStep step, InstallCertificateStep own, IEarlierSteps earlier) =>
        from key in earlier.Behind<GenerateKeyStep>(step, "key", Thing.Key)
        where Telling.AreSame(key.Step.Token.Name, own.Token.Name) == false
        select step.Problem("token", $"the key {Telling.Quoted(own.Key)} is in the token {Telling.Quoted(key.Step.Token.Name)}, not in {Telling.Quoted(own.Token.Name)}");

    // A card's and a soft token's certificates are for keys of their own.
    private static IEnumerable<ScriptProblem> ByKey(ToldStep step, InstallCertificateStep own, IEarlierSteps earlier) =>
        from certificate in earlier.Made(own.Certificate, Thing.Certificate)
        let certified = certificate.By.Kind.Name == "issue-certificate"
            ? [.. earlier.Behind<RequestCertificateStep>(certificate.By, "request", Thing.Request).Select(request => request.Step.Key)]
            : new[] { "" }
        where certified.Length > 0 && certified.All(key => Telling.AreSame(key, own.Key) == false)
        select step.Problem("certificate", $"the certificate {own.Certificate} is not for the key {Telling.Quoted(own.Key)}");

    private static IEnumerable<ScriptProblem> ByLabel(ToldStep step, InstallCertificateStep own, IEarlierSteps earlier)
    {
        string field = step.Fields.Find("label") is null ? "key" : "label";
        if (earlier.All<InstallCertificateStep>().Any(each => each.Step.Token == own.Token && (each.Step.Key == own.Key || each.Step.Label == own.Label)))
            yield return step.Problem(field, $"an earlier step stores a certificate with the id of {Telling.Quoted(own.Key)} or the label {Telling.Quoted(own.Label)} in the token {Telling.Quoted(own.Token.Name)} already");
        if (own.Label != own.Key && earlier.Made(own.Label, Thing.Key, Thing.SecretKey).Any(key => key.By.Named("token") == own.Token.Name))
            yield return step.Problem(field, $"in the token {Telling.Quoted(own.Token.Name)} {Telling.Quoted(own.Label)} is the label of another key than {Telling.Quoted(own.Key)}");
    }
}
