using System.Text;
using Ceremony.Core.Facts;
using Ceremony.Core.Scripts;

namespace Ceremony.Steps.Tests.Fakes;

/// <summary>A ceremony that began with a boot kit, as far as a test needs it on the way to the Boot CA's end.</summary>
internal sealed class BootRoom
{
    public const string Config = "cm/config/cis.conf";

    private static readonly (string Name, object Value)[] SecondSubject = [("subject", new[] { ("C", "SE"), ("O", "Example AB"), ("CN", "Officer 2") })];

    public Installation Room { get; } = new();

    public BootCa Boot { get; } = new();

    public FakeDesk Desk => Room.Desk;

    /// <summary>The boot kit is open; the Boot CA's key is on its token.</summary>
    public static async Task<BootRoom> Opened(bool withToken = true)
    {
        var room = new BootRoom();
        room.Desk.Tokens.Add("boot", room.Boot.Token);
        room.Desk.Files["kit/bootca.cer"] = room.Boot.Certificate;
        room.Desk.Files["kit/issued.pem"] = OpenSsl.Pem(room.Boot.Server);
        room.Desk.Files["kit/procedures.txt"] = Encoding.UTF8.GetBytes("Boot officers\nBoot servers\n");
        room.Desk.SoftTokens["kit/officer1.p12"] = room.Boot.Officer1;
        room.Desk.SoftTokens["kit/officer2.p12"] = room.Boot.Officer2;
        room.Desk.SoftKeys["kit/officer1.p12"] = BootCa.Officer1Key;
        room.Desk.SoftKeys["kit/officer2.p12"] = BootCa.Officer2Key;
        await room.Room.Do("open-boot-kit", [("folder", "kit"), .. withToken ? [("token", "boot")] : Array.Empty<(string, object)>()]);
        return room;
    }

    /// <summary>Two officers with cards confirm.</summary>
    public static async Task<BootRoom> WithTwoOfficers(bool withToken = true)
    {
        BootRoom room = await Opened(withToken);
        await room.Room.WithOfficer();
        await room.Room.Do("produce-cards", Installation.Produce.But("token", "card-2").But("number", "00004712").But("subject-holder", "officer 2"));
        await room.Room.Do("personalise-card", [.. Installation.Personalise.But("token", "card-2").But("subject", null), .. SecondSubject]);
        await room.Room.Do("create-officer", Installation.Officer.But("name", "Officer 2").But("token", "card-2"));
        return room;
    }

    /// <summary>Nothing stands against the revocation of the Boot CA.</summary>
    public static async Task<BootRoom> ReadyToRevoke()
    {
        BootRoom room = await WithTwoOfficers();
        await room.Room.Do("sign-in", ("officer", "Officer 1"), ("role", "Use AWB"));
        await room.Room.Do("sign-in", ("officer", "Officer 2"), ("role", "Use AWB"));
        await room.Room.Do("create-officer-profile", Installation.Profile.But("name", "Further officers"));
        room.SetLogSignKey(room.Desk.Registry.Key("CA key")!.Id);
        room.Add(new Attested("logs-archived", "Ines Olsen"));
        await room.Room.Do("issue-crl", ("ca", "Boot CA"), ("reason", "cessationOfOperation"));
        return room;
    }

    /// <summary>The Boot CA is revoked.</summary>
    public static async Task<BootRoom> Revoked()
    {
        BootRoom room = await ReadyToRevoke();
        await room.Room.Do("revoke-ca", ("ca", "Boot CA"), ("reason", "cessationOfOperation"), ("logs", "logs-archived"));
        return room;
    }

    public void Add(params CeremonyFact[] facts) => Desk.Registry = Desk.Registry.With(facts);

    public void Without(Func<CeremonyFact, bool> which) => Desk.Registry = new Registry([.. Desk.Registry.Facts.Where(fact => !which(fact))]);

    public void SetLogSignKey(string value)
    {
        Desk.Configs[Config] = $"port=8443\nlogsignkey={value}\n";
        Add(new ConfigEdited(Config, [new ConfigSetting("logsignkey", value)], "00", "01", $"{Config}.before-log-sign-key"));
    }

    public Task<StepResult> Run(string kind, params (string Name, object Value)[] fields) => Room.Run(kind, fields);
}
