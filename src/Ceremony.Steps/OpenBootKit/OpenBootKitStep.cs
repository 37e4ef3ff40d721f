using Ceremony.Core.Desk;
using Ceremony.Core.Facts;
using Ceremony.Core.Looks;
using Ceremony.Core.Scripts;
using Ceremony.Core.Tokens;
using Ceremony.Pki;

namespace Ceremony.Steps;

/// <summary>Opens the boot kit of a new installation.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Token">The token that holds the Boot CA's key; null where the script names none.</param>
internal sealed record OpenBootKitStep(string Folder, TokenRef? Token) : IStep
{
    /// <summary>The name of the Boot CA's certificate in the archive.</summary>
    public const string Artifact = "boot-ca.cer";

    /// <inheritdoc/>
    public string Title => "open the boot kit";

    /// <inheritdoc/>
    public StepForecast Forecast() => new("has the two bootstrap officers open their soft tokens", 0);

    /// <inheritdoc/>
    public IReadOnlyList<Need> Needs(Func<TokenRef, TokenEntry> token) => 
    [
        new Need<byte[]?>(
            $"the boot kit's {Folder}/{BootKit.CaCertificateFile}",
            new LookAtFile($"{Folder}/{BootKit.CaCertificateFile}"),
            seen => seen is null ? OpenBootKitRefusals.FileMissing($"{Folder}/{BootKit.CaCertificateFile}")
                : Lint.Certificate(seen, null) is [var finding, ..] ? OpenBootKitRefusals.BootCaFaulty($"{Folder}/{BootKit.CaCertificateFile}", finding) : null,
            seen => CertificateView.Read(seen!).Subject),
        .. BootstrapOfficers.Tokens.Select(each => $"{Folder}/{each.File}").Select(file => new Need<byte[]?>(
            $"the boot kit's {file}", new LookAtFile(file), seen => seen is null ? OpenBootKitRefusals.FileMissing(file) : null, seen => $"{seen!.Length} bytes")),
    ];

    /// <inheritdoc/>
    public async Task<StepResult> Run(IDesk desk)
    {
        if (BootstrapOfficers.Tokens.FirstOrDefault(token => desk.InSeat(token.Seat) is null).Seat is { } empty)
            return Refusals.SeatEmpty(empty);
        if (Artifacts.IsTaken(desk.Registry, Artifact))
            return Refusals.ArtifactTaken(Artifact);

        if (desk.Registry.All<OfficerRecognised>().Any())
            return Refusals.OfficersKnown();

        string path = $"{Folder}/{BootKit.CaCertificateFile}";
        if (await desk.Look(new LookAtFile(path)) is not { } bootCa)
            return OpenBootKitRefusals.FileMissing(path);
        if (Lint.Certificate(bootCa, null) is [var finding, ..])
            return OpenBootKitRefusals.BootCaFaulty(path, finding);

        (BootKitOpened kit, StepResult? refusal) = await ReadLists(desk, new BootKitOpened(bootCa, Artifact));
        if (refusal is null && Token is { } token)
            (kit, refusal) = await FindKey(desk, kit, token);
        return refusal ?? await OpenTokens(desk, kit);
    }

    // What the installation was delivered with besides; both lists may be missing.
    private async Task<(BootKitOpened Kit, StepResult? Refusal)> ReadLists(IDesk desk, BootKitOpened kit)
    {
        string issued = $"{Folder}/{IssuedFile.Name}";
        if (await desk.Look(new LookAtFile(issued)) is { } certificates)
        {
            try
            {
                kit = kit with { Issued = IssuedFile.Read(certificates, CertificateView.Read(kit.Certificate)) };
            }
            catch (PkiException faulty)
            {
                return (kit, OpenBootKitRefusals.IssuedFaulty(issued, faulty));
            }
        }

        string procedures = $"{Folder}/{ProceduresFile.Name}";
        if (await desk.Look(new LookAtFile(procedures)) is not { } lines)
            return (kit, null);

        return ProceduresFile.Read(lines) is { } names ? (kit with { Procedures = names }, null) : (kit, OpenBootKitRefusals.ProceduresFaulty(procedures));
    }

    // Public halves are seen without a login.
    private static async Task<(BootKitOpened Kit, StepResult? Refusal)> FindKey(IDesk desk, BootKitOpened kit, TokenRef token)
    {
        TokenEntry entry = desk.Token(token);
        TokenView view = await desk.Look(new LookAtToken(token, LoggedIn: false));
        if (!view.Initialised)
            return (kit, Refusals.NotInitialised(entry));

        byte[] publicKey = CertificateView.Read(kit.Certificate).PublicKey;
        TokenObject[] halves = [.. (view.Objects ?? []).Where(each => each is { Class: "public", Id.Length: > 0, Label.Length: > 0 } && each.PublicKey?.AsSpan().SequenceEqual(publicKey) == true)];
        if (halves is not [var half])
            return (kit, OpenBootKitRefusals.KeyNotFound(entry, halves.Length));

        return NewKeys.IsTaken(desk.Registry, half.Label) ? (kit, Refusals.NameTaken("key", half.Label)) : (kit with { Token = token, KeyId = half.Id, Key = half.Label }, null);
    }

    private async Task<StepResult> OpenTokens(IDesk desk, BootKitOpened kit)
    {
        DateTimeOffset now = await desk.Look(new LookAtClock());
        var officers = new List<OfficerRecognised>();
        foreach ((string file, string seat) in BootstrapOfficers.Tokens)
        {
            Person holder = desk.InSeat(seat)!;
            string token = $"{Folder}/{file}";
            byte[] certificate = await desk.Look(new LookAtSoftToken(token, holder.Name));
            if (Chains.Refuse(certificate, [kit.Certificate], now) is { } broken)
                return OpenBootKitRefusals.NotOfThisKit(token, broken);
            if (OfficerFitness.Refuse(certificate) is { } unfit)
                return OpenBootKitRefusals.Unfit(token, unfit);
            officers.Add(new OfficerRecognised(BootstrapOfficers.Name(seat), holder.Name, "soft", Bootstrap: true, token, certificate));
        }

        if ((OpenBootKitRefusals.SameKey(kit.Certificate, officers) ?? OpenBootKitRefusals.SameSubject(kit.Certificate, officers)) is { } refusal)
            return refusal;

        await desk.Keep(Artifact, kit.Certificate);
        await desk.Show(OpenBootKitScreens.Open(kit, CertificateView.Read(kit.Certificate), officers));
        return new StepResult.Done([kit, .. officers]) { Outputs = Outputs(kit) };
    }

    private static Dictionary<string, string> Outputs(BootKitOpened kit)
    {
        var outputs = new Dictionary<string, string> { [""] = kit.Ca, ["certificate"] = Artifact };
        if (kit.Key is { } key)
            outputs.Add("key", key);
        return outputs;
    }
}
