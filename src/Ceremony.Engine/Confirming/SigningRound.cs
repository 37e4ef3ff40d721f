using Ceremony.Core.Devices;
using Ceremony.Core.Facts;
using Ceremony.Core.Room;
using Ceremony.Core.Secrets;
using Ceremony.Core.Tokens;
using Ceremony.Journal.Entries;

namespace Ceremony.Engine;

/// <summary>Has officers sign, each with their own PIN in their own pane, in any order, until the matter is over.</summary>
internal sealed class SigningRound(RunContext run, OfficerTokens officerTokens, string? step)
{
    /// <summary>Asks until the matter is over.</summary>
    /// <param name="matter">What is signed.</param>
    /// <param name="trouble">What the officers are told at first, or null.</param>
    public async Task Hold(ISignedMatter matter, string? trouble)
    {
        while (!matter.IsOver)
        {
            ConfirmReply reply = await run.Talk.Ask(step, matter.Screen, matter.Ask(Panes(matter), trouble));
            switch (reply)
            {
                case OfficerPinTyped typed:
                    trouble = await TrySign(matter, matter.Officers[typed.Pane], typed.Pin);
                    break;
                case OfficerRefused refused when !matter.IsOver:
                    trouble = matter.Refuse(matter.Officers[refused.Pane], refused.Reason);
                    break;
                case StepNumberTyped typed when !matter.IsOver:
                    trouble = matter.Number(typed.Number);
                    break;
            }
        }
    }

    private IReadOnlyList<ConfirmPane> Panes(ISignedMatter matter) =>
    [
        .. matter.Officers.Select(each => Pane(matter, each, officerTokens.Seen(each))),
    ];

    private ConfirmPane Pane(ISignedMatter matter, Confirmer officer, TokenView? token) => new(
        officer.Officer,
        officer.Person,
        OfficerTokens.Describe(officer, run.Plan),
        token?.Pin,
        matter.SignedAt(officer),
        run.Ports.Hints?.Find(OfficerTokens.PinName(officer)))
    {
        IsAtDevice = token?.Flags.PinAtDevice == true,
    };

    private async Task<string?> TrySign(ISignedMatter matter, Confirmer officer, Secret typed)
    {
        using Secret pin = typed;
        if (matter.IsOver)
        {
            return null;
        }

        if (matter.WhyNot(officer) is { } refusal)
        {
            return refusal;
        }

        try
        {
            byte[] bytes = matter.Bytes(officer);
            OfficerSignature signature = await officerTokens.Sign(officer, pin, bytes, step, () => matter.IsOver);

            // A token can be slow. A signature that came too late is thrown away: the record would not verify.
            return matter.IsOver ? null : matter.Keep(officer, bytes, signature);
        }
        catch (NotTriedFault fault)
        {
            return fault.Message;
        }
        catch (DeviceFault fault) when (!run.Recorder.IsBroken)
        {
            run.Recorder.Append(new SignInFailed(OfficerTokens.Describe(officer, run.Plan), officer.Person, fault.Code), step, officer.Person);
            LostDevices.ReachAgain(run, fault);
            return fault.Message;
        }
    }
}
