using System.Globalization;
using Ceremony.Core.Looks;
using Ceremony.Core.Screens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>What a server has presented.</summary>
internal static class ProbeTlsScreens
{
    public static Screen Presented(TlsPlace place, string what, TlsView seen, CertificateView certificate) => new(
        "The server presents the certificate",
        new TextBlock($"A TLS connection was made. {what}"),
        new FactsBlock(
            new Detail("server", place.ToString()),
            Detail.From("protocol", seen.Protocol),
            new Detail("subject", certificate.Subject, Foreign: true),
            new Detail("issuer", certificate.Issuer, Foreign: true),
            new Detail("for servers", StepWords.YesNo(ServerIdentity.IsForServers(certificate))),
            new Detail($"names {place.Host}", StepWords.YesNo(ServerIdentity.Names(certificate, place.Host))),
            new Detail("certificates presented", seen.Certificates.Count.ToString(CultureInfo.InvariantCulture)),
            new Detail("SHA-256", HexText.Groups(certificate.Sha256))))
    {
        IsNews = true,
        Help = "Compare the SHA-256 with the paper script if it has a line for it. Enter goes on.",
    };
}
