using Lora.AspNetCore.Contracts;
using Lora.AspNetCore.Filters;
using Lora.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Lora.AspNetCore.Endpoints;

/// <summary>Takes the files of a form one by one. One that fails does not stop the next.</summary>
internal sealed class FormUpload(LoraManager manager, ILogger<FormUpload> log)
{
    // Of each the answer tells; a form of empty files could be as long as it likes.
    private const int MostFiles = 1000;

    private static readonly Fault TooMany =
        Fault.Invalid(StatusCodes.Status413PayloadTooLarge, $"A form has at most {MostFiles} files. Send the rest in another one.");

    public async Task<Outcome> TakeAllAsync(HttpContext context, FormFiles files)
    {
        var outcome = new Outcome();
        var caller = context.LoraCaller();
        while (outcome.Broken is null)
        {
            FormFile? file = null;
            try
            {
                file = await files.NextAsync(context.RequestAborted).ConfigureAwait(false);
                if (file is null)
                {
                    break;
                }

                if (outcome.Results.Count == MostFiles)
                {
                    outcome.Break(file.Name, TooMany);
                    break;
                }

                outcome.Add(file.Name, await TakeAsync(caller, file, context.Request.ContentLength, context.RequestAborted).ConfigureAwait(false));
            }
            catch (Exception exception) when (IsBroken(file, exception) && !context.RequestAborted.IsCancellationRequested && !Fault.IsDisconnect(exception))
            {
                outcome.Break(file?.Name, Fault.OfBody(file?.Content.Fault ?? exception));
            }
        }

        return outcome;
    }

    private static bool IsBroken(FormFile? file, Exception exception) =>
        file is null ? exception is IOException or InvalidDataException : file.Content.Fault is not null;

    private async Task<(LoraItem? Item, Fault? Fault)> TakeAsync(LoraCaller caller, FormFile file, long? formSize, CancellationToken cancellationToken)
    {
        try
        {
            // A form does not say how large its files are. None is larger than all of it.
            var result = formSize is > 0 and var atMost
                ? await manager.UploadUpToAsync(caller, file.Name, atMost, file.Content, cancellationToken).ConfigureAwait(false)
                : await manager.UploadAsync(caller, file.Name, size: null, file.Content, cancellationToken).ConfigureAwait(false);
            if (result.Succeeded)
            {
                return (manager.ToItem(result.Value), null);
            }

            var fault = Fault.Of(result.Issues);
            log.FileNotTaken(fault.Code);
            return (null, fault);
        }
        catch (Exception exception) when (file.Content.Fault is null && !cancellationToken.IsCancellationRequested)
        {
            var fault = Fault.Of(exception);
            log.FileFailed(fault.Code, exception);
            return (null, fault);
        }
    }

    /// <summary>What became of the files.</summary>
    internal sealed class Outcome
    {
        private readonly List<UploadResultBody> _results = [];
        private int? _firstFault;

        public IReadOnlyList<UploadResultBody> Results => _results;

        /// <summary>Why the form could not be read to its end.</summary>
        public Fault? Broken { get; private set; }

        public int Status =>
            _firstFault is not { } first ? StatusCodes.Status200OK
            : _results.Exists(result => result.Succeeded) ? StatusCodes.Status207MultiStatus
            : first;

        public void Add(string name, (LoraItem? Item, Fault? Fault) taken)
        {
            _firstFault ??= taken.Fault?.Status;
            _results.Add(taken.Fault is { } fault ? fault.ToResult(name) : UploadResultBody.Of(name, taken.Item!));
        }

        public void Break(string? name, Fault fault)
        {
            Broken = fault;
            if (name is not null || _results.Count > 0)
            {
                _firstFault ??= fault.Status;
                _results.Add(fault.ToResult(name));
            }
        }
    }
}
