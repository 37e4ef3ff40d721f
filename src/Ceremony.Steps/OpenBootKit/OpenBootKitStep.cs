using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Pki;
using Ceremony.Steps.Shared;

namespace Ceremony.Steps.OpenBootKit;

/// <summary>Opens the boot kit of a new installation.</summary>
/// <param name="Folder">Where its files are.</param>
internal sealed record OpenBootKitStep(string Folder) : IStep
{
    private const string Artifact = "boot-ca.cer";

    /// <summary>The soft tokens and the seats of those who hold them.</summary>
    private static readonly (string File, string Seat)[] Tokens = [(BootKit.Officer1File, "officer 1"), (BootKit.Officer2File, "officer 2")];

    /// <inheritdoc/>
    public string Title => "open the boot kit";

    /// <inheritdoc/>
    public StepForecast Forecast() => new("has the two bootstrap officers open their soft tokens", 0)
    {
        LaterLogins = [.. Tokens.Select(token => $"the soft token {token.File} of {token.Seat}")],
    };

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (Tokens.FirstOrDefault(token => desk.InSeat(token.Seat) is null).Seat is { } empty)
            return Refusals.SeatEmpty(empty);
        if (Artifacts.IsTaken(desk.Registry, Artifact))
            return Refusals.ArtifactTaken(Artifact);

        string path = $"{Folder}/{BootKit.CaCertificateFile}";
        if (await desk.Look(new LookAtFile(path)) is not { } bootCa)
            return OpenBootKitRefusals.FileMissing(path);
        if (Lint.Certificate(bootCa, null) is [var finding, ..])
            return OpenBootKitRefusals.BootCaFaulty(path, finding);

        DateTimeOffset now = await desk.Look(new LookAtClock());
        var officers = new List<OfficerRecognised>();
        foreach ((string file, string seat) in Tokens)
        {
            Person holder = desk.InSeat(seat)!;
            string token = $"{Folder}/{file}";
            byte[] certificate = await desk.Look(new LookAtSoftToken(token, holder.Name));
            if (Chains.Refuse(certificate, [bootCa], now) is { } broken)
                return OpenBootKitRefusals.NotOfThisKit(token, broken);
            if (OfficerFitness.Refuse(certificate) is { } unfit)
                return OpenBootKitRefusals.Unfit(token, unfit);
            officers.Add(new OfficerRecognised($"bootstrap {seat}", holder.Name, "soft", Bootstrap: true, token, certificate));
        }

        if (OpenBootKitRefusals.SameKey(bootCa, officers) is { } refusal)
            return refusal;

        await desk.Keep(Artifact, bootCa);
        await desk.Show(OpenBootKitScreens.Open(CertificateView.Read(bootCa), officers));
        return new StepResult.Done([new BootKitOpened(bootCa, Artifact), .. officers])
        {
            Outputs = new Dictionary<string, string> { ["certificate"] = Artifact },
        };
    }
}
